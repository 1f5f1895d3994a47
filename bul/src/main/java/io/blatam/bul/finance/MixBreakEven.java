package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The sales at which one product, or several sold in a constant mix, cover the fixed costs and a
 * wished profit (C. Horngren, <i>Cost Accounting</i>, chapter 3). Each product's units are rounded
 * up, so the result covers the costs, never almost.
 *
 * @param contributionRatio contribution of the mix per unit of sales, four decimals
 * @param sales at the rounded-up units
 * @param profit what those units leave after fixed costs; at least the wished profit
 * @param safety how far planned sales may fall before the fixed costs are no longer covered, as a
 *     ratio, four decimals; empty without planned sales
 */
public record MixBreakEven(
    BigDecimal contributionRatio,
    BigDecimal sales,
    BigDecimal profit,
    List<Line> lines,
    Optional<BigDecimal> safety) {

  public MixBreakEven {
    lines = List.copyOf(lines);
  }

  /**
   * Something sold.
   *
   * @param weight units of it in one unit of the mix: planned units, or 1 for a single product
   */
  public record Product(String name, BigDecimal price, BigDecimal unitCost, BigDecimal weight) {

    BigDecimal contribution() {
      return price.subtract(unitCost);
    }
  }

  /** What one product has to sell. */
  public record Line(String name, BigDecimal contribution, BigDecimal units, BigDecimal sales) {}

  /**
   * Computes it.
   *
   * @throws IllegalArgumentException when no level of sales gets there: the mix leaves nothing
   */
  public static MixBreakEven of(BigDecimal fixed, BigDecimal profit, List<Product> products) {
    BigDecimal each = Total.of(products, p -> p.contribution().multiply(p.weight));
    BigDecimal mixSales = Total.of(products, p -> p.price.multiply(p.weight));
    if (each.signum() <= 0) {
      throw new IllegalArgumentException(
          "products: with these prices and unit costs the mix leaves nothing, so no level of sales"
              + " covers the costs; raise prices, lower unit costs or change the mix");
    }
    BigDecimal needed = fixed.add(profit);
    List<Line> lines =
        products.stream()
            .map(
                p -> {
                  // Multiplied first: a quotient that has no end is above or below what it stands
                  // for.
                  BigDecimal units =
                      needed.multiply(p.weight).divide(each, 0, RoundingMode.CEILING);
                  return new Line(p.name, p.contribution(), units, units.multiply(p.price));
                })
            .toList();
    BigDecimal sales = Total.of(lines, Line::sales);
    BigDecimal contributed = Total.of(lines, l -> l.units.multiply(l.contribution));
    return new MixBreakEven(
        each.divide(mixSales, 4, RoundingMode.HALF_UP),
        sales,
        contributed.subtract(fixed),
        lines,
        Optional.empty());
  }

  /** The same, beside what is planned to be sold: the weights as units. */
  public static MixBreakEven ofPlan(BigDecimal fixed, BigDecimal profit, List<Product> products) {
    MixBreakEven result = of(fixed, profit, products);
    BigDecimal contribution = Total.of(products, p -> p.contribution().multiply(p.weight));
    BigDecimal safety =
        BigDecimal.ONE.subtract(fixed.divide(contribution, 4, RoundingMode.HALF_UP));
    return new MixBreakEven(
        result.contributionRatio, result.sales, result.profit, result.lines, Optional.of(safety));
  }
}
