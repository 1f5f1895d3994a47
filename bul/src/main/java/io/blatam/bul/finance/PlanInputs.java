package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.List;

/**
 * What a three-year projection is computed from. Rates and shares are ratios: 0.35 is 35 %.
 *
 * @param scale decimals of every computed amount
 * @param inventory opening stock, kept at that level
 * @param deposits paid at the start and returned at the end
 * @param preOperating spent before opening; an expense of the first month
 * @param workingCapital cash left in the bank at opening
 * @param seasonality twelve factors of average 1, January first
 * @param rampUp share of full sales in the first months; full sales afterwards
 * @param payrollCharges employer's charges on salaries
 */
public record PlanInputs(
    int scale,
    YearMonth start,
    List<Asset> assets,
    BigDecimal inventory,
    BigDecimal deposits,
    BigDecimal preOperating,
    BigDecimal workingCapital,
    LoanTerms loan,
    List<ProductLine> products,
    BigDecimal monthlyFixedCosts,
    BigDecimal monthlySalaries,
    BigDecimal payrollCharges,
    BigDecimal incomeTax,
    BigDecimal inflation,
    BigDecimal discountRate,
    List<BigDecimal> seasonality,
    List<BigDecimal> rampUp,
    int collectionDays,
    int paymentDays) {

  public PlanInputs {
    assets = List.copyOf(assets);
    products = List.copyOf(products);
    rampUp = List.copyOf(rampUp);
    seasonality = averageOne(seasonality);
  }

  /** Everything spent or set aside before opening. */
  public BigDecimal totalInvestment() {
    return assets.stream()
        .map(Asset::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .add(inventory)
        .add(deposits)
        .add(preOperating)
        .add(workingCapital);
  }

  /** What the owners put in: the investment less the loan, never below zero. */
  public BigDecimal equity() {
    return totalInvestment().subtract(loan.principal()).max(BigDecimal.ZERO);
  }

  /** The same plan when units, prices and unit costs turn out otherwise. */
  public PlanInputs varied(BigDecimal units, BigDecimal prices, BigDecimal unitCosts) {
    List<ProductLine> varied =
        products.stream()
            .map(
                p ->
                    new ProductLine(
                        p.name,
                        p.price.multiply(prices),
                        p.unitCost.multiply(unitCosts),
                        p.monthlyUnits.multiply(units),
                        p.growth))
            .toList();
    return new PlanInputs(
        scale,
        start,
        assets,
        inventory,
        deposits,
        preOperating,
        workingCapital,
        loan,
        varied,
        monthlyFixedCosts,
        monthlySalaries,
        payrollCharges,
        incomeTax,
        inflation,
        discountRate,
        seasonality,
        rampUp,
        collectionDays,
        paymentDays);
  }

  private static List<BigDecimal> averageOne(List<BigDecimal> factors) {
    BigDecimal sum = factors.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (factors.size() != 12 || sum.signum() <= 0) {
      throw new IllegalArgumentException("seasonality: twelve factors, not all zero");
    }
    return factors.stream()
        .map(f -> f.multiply(BigDecimal.valueOf(12)).divide(sum, MathContext.DECIMAL64))
        .map(f -> f.setScale(12, RoundingMode.HALF_UP))
        .toList();
  }

  /** Something depreciated. */
  public record Asset(String name, BigDecimal amount, int usefulLifeYears) {}

  /** Something sold: {@code growth} of units a year, as a ratio. */
  public record ProductLine(
      String name,
      BigDecimal price,
      BigDecimal unitCost,
      BigDecimal monthlyUnits,
      BigDecimal growth) {}
}
