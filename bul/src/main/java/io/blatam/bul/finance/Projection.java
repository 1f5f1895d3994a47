package io.blatam.bul.finance;

import io.blatam.bul.finance.LoanSchedule.Instalment;
import io.blatam.bul.finance.PlanInputs.Asset;
import io.blatam.bul.finance.PlanInputs.ProductLine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Thirty-six months of a plan: profit and loss, cash, and a balance sheet at the end of each year.
 *
 * <p>Conventions: years are the business's first, second and third twelve months; prices, costs and
 * salaries rise with inflation once a year; the loan is paid out before opening and repaid from the
 * first month; profit tax is due on the year, losses carried forward, and paid in the fourth month
 * of the next year; every monthly line is rounded half up to the plan's scale.
 */
public record Projection(
    PlanInputs inputs, LoanSchedule loan, List<MonthResult> months, List<YearResult> years) {
  /** Months projected. */
  public static final int MONTHS = 36;

  private static final int TAX_MONTH = 3;

  public Projection {
    months = List.copyOf(months);
    years = List.copyOf(years);
  }

  /** Projects {@code inputs}. */
  public static Projection of(PlanInputs inputs) {
    return new Run(inputs).projection();
  }

  /** The lowest month-end balance of cash. */
  public BigDecimal lowestCash() {
    return lowestMonth().closingCash();
  }

  /** The month in which cash is lowest. */
  public MonthResult lowestMonth() {
    return months.stream()
        .min(java.util.Comparator.comparing(MonthResult::closingCash))
        .orElseThrow();
  }

  /** Cash when the doors open. */
  public BigDecimal openingCash() {
    return months.get(0).openingCash();
  }

  /** The state of one computation; lives only inside {@link #of}. */
  private static final class Run {
    private final PlanInputs in;
    private final LoanSchedule schedule;
    private final List<BigDecimal> depreciation;
    private final List<BigDecimal> sales = new ArrayList<>();
    private final List<BigDecimal> purchases = new ArrayList<>();
    private final List<MonthResult> months = new ArrayList<>();
    private final List<YearResult> years = new ArrayList<>();
    private BigDecimal cash;
    private BigDecimal receivables = BigDecimal.ZERO;
    private BigDecimal payables = BigDecimal.ZERO;
    private BigDecimal taxDue = BigDecimal.ZERO;
    private BigDecimal losses = BigDecimal.ZERO;
    private BigDecimal retained = BigDecimal.ZERO;

    Run(PlanInputs inputs) {
      in = inputs;
      schedule = LoanSchedule.of(inputs.loan(), inputs.scale());
      depreciation =
          IntStream.range(0, MONTHS)
              .mapToObj(m -> BigDecimal.ZERO)
              .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
      for (Asset asset : inputs.assets()) {
        List<BigDecimal> charges =
            StraightLine.monthly(asset.amount(), asset.usefulLifeYears(), MONTHS, inputs.scale());
        IntStream.range(0, MONTHS)
            .forEach(m -> depreciation.set(m, depreciation.get(m).add(charges.get(m))));
      }
      cash =
          inputs
              .equity()
              .add(inputs.loan().principal())
              .subtract(inputs.totalInvestment())
              .add(inputs.workingCapital());
    }

    Projection projection() {
      for (int year = 0; year < MONTHS / 12; year++) {
        for (int month = year * 12; month < (year + 1) * 12; month++) {
          months.add(month(month));
        }
        years.add(year(year));
      }
      return new Projection(in, schedule, months, years);
    }

    private MonthResult month(int m) {
      BigDecimal prices = BigDecimal.ONE.add(in.inflation()).pow(m / 12, MathContext.DECIMAL64);
      BigDecimal sold = BigDecimal.ZERO;
      BigDecimal bought = BigDecimal.ZERO;
      for (ProductLine product : in.products()) {
        BigDecimal units = units(product, m);
        sold = sold.add(rounded(units.multiply(product.price()).multiply(prices)));
        bought = bought.add(rounded(units.multiply(product.unitCost()).multiply(prices)));
      }
      sales.add(sold);
      purchases.add(bought);
      BigDecimal salaries =
          rounded(
              in.monthlySalaries()
                  .multiply(prices)
                  .multiply(BigDecimal.ONE.add(in.payrollCharges())));
      BigDecimal fixed = rounded(in.monthlyFixedCosts().multiply(prices));
      BigDecimal preOperating = m == 0 ? in.preOperating() : BigDecimal.ZERO;
      Instalment instalment =
          m < schedule.instalments().size()
              ? schedule.instalments().get(m)
              : new Instalment(
                  m + 1, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

      BigDecimal owedByCustomers = PaymentTerms.outstanding(sales, in.collectionDays(), in.scale());
      BigDecimal owedToSuppliers =
          PaymentTerms.outstanding(purchases, in.paymentDays(), in.scale());
      BigDecimal collected = sold.add(receivables).subtract(owedByCustomers);
      BigDecimal paidToSuppliers = bought.add(payables).subtract(owedToSuppliers);
      receivables = owedByCustomers;
      payables = owedToSuppliers;
      BigDecimal taxPaid = BigDecimal.ZERO;
      if (m % 12 == TAX_MONTH) {
        taxPaid = taxDue;
        taxDue = BigDecimal.ZERO;
      }
      BigDecimal opening = cash;
      cash =
          opening
              .add(collected)
              .subtract(paidToSuppliers)
              .subtract(salaries)
              .subtract(fixed)
              .subtract(taxPaid)
              .subtract(instalment.payment());
      return new MonthResult(
          in.start().plusMonths(m),
          sold,
          bought,
          salaries,
          fixed,
          preOperating,
          depreciation.get(m),
          instalment.interest(),
          opening,
          collected,
          paidToSuppliers,
          taxPaid,
          instalment.interest(),
          instalment.principal(),
          cash);
    }

    private YearResult year(int index) {
      List<MonthResult> twelve = months.subList(index * 12, index * 12 + 12);
      BigDecimal before =
          twelve.stream()
              .map(MonthResult::profitBeforeTax)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal taxable = before.subtract(losses).max(BigDecimal.ZERO);
      losses = losses.subtract(before).max(BigDecimal.ZERO);
      BigDecimal tax = rounded(taxable.multiply(in.incomeTax()));
      taxDue = tax;
      retained = retained.add(before).subtract(tax);
      BigDecimal depreciated =
          depreciation.subList(0, index * 12 + 12).stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal assets =
          in.assets().stream().map(Asset::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal owed =
          schedule.instalments().size() > index * 12 + 11
              ? schedule.instalments().get(index * 12 + 11).balance()
              : BigDecimal.ZERO;
      return YearResult.of(
          index + 1,
          twelve,
          tax,
          new BalanceSheet(
              cash,
              receivables,
              in.inventory(),
              in.deposits(),
              assets.subtract(depreciated),
              payables,
              tax,
              owed,
              in.equity(),
              retained));
    }

    private BigDecimal units(ProductLine product, int m) {
      BigDecimal grown = BigDecimal.ONE.add(product.growth()).pow(m / 12, MathContext.DECIMAL64);
      BigDecimal season = in.seasonality().get(in.start().plusMonths(m).getMonthValue() - 1);
      BigDecimal ramp = m < in.rampUp().size() ? in.rampUp().get(m) : BigDecimal.ONE;
      return product.monthlyUnits().multiply(grown).multiply(season).multiply(ramp);
    }

    private BigDecimal rounded(BigDecimal amount) {
      return amount.setScale(in.scale(), RoundingMode.HALF_UP);
    }
  }
}
