package io.blatam.bul.finance;

import io.blatam.bul.finance.PlanInputs.ProductLine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The sales at which a year neither earns nor loses, with the year's product mix.
 *
 * @param fixed payroll, fixed costs, depreciation and interest of the year
 * @param contributionRatio what is left of each unit of sales after variable costs
 * @param sales yearly sales at break-even
 * @param marginOfSafety how far sales may fall before a loss, as a ratio; negative below break-even
 * @param units per product, a month
 */
public record BreakEven(
    BigDecimal fixed,
    BigDecimal contributionRatio,
    BigDecimal sales,
    BigDecimal marginOfSafety,
    List<ProductUnits> units) {

  public BreakEven {
    units = List.copyOf(units);
  }

  /**
   * Empty when no level of sales breaks even: nothing is sold, or each sale costs what it brings.
   */
  public static Optional<BreakEven> of(PlanInputs inputs, YearResult year) {
    if (year.grossProfit().signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal fixed =
        year.payroll().add(year.fixedCosts()).add(year.depreciation()).add(year.interest());
    BigDecimal ratio = year.grossProfit().divide(year.sales(), MathContext.DECIMAL64);
    BigDecimal sales = fixed.divide(ratio, inputs.scale(), RoundingMode.CEILING);
    BigDecimal share = sales.divide(year.sales(), MathContext.DECIMAL64);
    return Optional.of(
        new BreakEven(
            fixed,
            ratio.setScale(4, RoundingMode.HALF_UP),
            sales,
            BigDecimal.ONE.subtract(share).setScale(4, RoundingMode.HALF_UP),
            inputs.products().stream().map(p -> units(inputs, year, p, sales)).toList()));
  }

  /** Units that the product's share of break-even sales needs, a month, rounded up. */
  private static ProductUnits units(
      PlanInputs inputs, YearResult year, ProductLine product, BigDecimal sales) {
    int elapsed = year.year() - 1;
    BigDecimal inflated =
        BigDecimal.ONE.add(inputs.inflation()).pow(elapsed, MathContext.DECIMAL64);
    BigDecimal planned = weight(product, elapsed);
    BigDecimal all =
        inputs.products().stream()
            .map(p -> weight(p, elapsed))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal monthly =
        sales
            .multiply(planned)
            .divide(all, MathContext.DECIMAL64)
            .divide(product.price().multiply(inflated), MathContext.DECIMAL64)
            .divide(BigDecimal.valueOf(12), 0, RoundingMode.CEILING);
    return new ProductUnits(product.name(), monthly, product.monthlyUnits());
  }

  private static BigDecimal weight(ProductLine product, int elapsed) {
    return product
        .price()
        .multiply(product.monthlyUnits())
        .multiply(BigDecimal.ONE.add(product.growth()).pow(elapsed, MathContext.DECIMAL64));
  }

  /** Break-even sales of one month. */
  public BigDecimal monthlySales() {
    return sales.divide(BigDecimal.valueOf(12), 0, RoundingMode.HALF_UP);
  }

  /** What is left of every hundred of sales after variable costs. */
  public BigDecimal contributionPerHundred() {
    return contributionRatio.movePointRight(2);
  }

  /** A product's units a month at break-even, and at the normal level of the first year. */
  public record ProductUnits(String name, BigDecimal units, BigDecimal planned) {}
}
