package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A price from costs, and what discounts for volume leave of it. A unit carries its own cost and
 * its share of the fixed costs at the expected volume.
 *
 * @param unitCost full cost of one unit
 * @param price before sales tax
 * @param priceWithTax what the customer pays
 * @param breakEvenUnits units a period that cover the fixed costs at the list price, rounded up;
 *     empty when a sale leaves nothing
 */
public record Pricing(
    BigDecimal unitCost,
    BigDecimal price,
    BigDecimal priceWithTax,
    Margin margin,
    Optional<BigDecimal> breakEvenUnits,
    List<Tier> tiers) {

  public Pricing {
    tiers = List.copyOf(tiers);
  }

  /**
   * What one unit costs.
   *
   * @param variable cost of one unit itself
   * @param fixed fixed costs of a period
   * @param units units expected in that period, above 0
   */
  public record Costs(BigDecimal variable, BigDecimal fixed, BigDecimal units) {

    /** Full cost of one unit, rounded half up. */
    BigDecimal perUnit(int scale) {
      return variable
          .add(fixed.divide(units, MathContext.DECIMAL128))
          .setScale(scale, RoundingMode.HALF_UP);
    }
  }

  /** A discount, as a ratio, from a quantity on. */
  public record Discount(BigDecimal fromUnits, BigDecimal rate) {}

  /**
   * A price after discount.
   *
   * @param belowCost whether it is less than the full cost of a unit
   * @param extraVolume growth of units, as a ratio, that keeps the total contribution: d ÷ (m − d)
   *     with m the contribution ratio at the list price; empty when no volume does
   */
  public record Tier(
      BigDecimal fromUnits,
      BigDecimal discount,
      BigDecimal price,
      Margin margin,
      boolean belowCost,
      Optional<BigDecimal> extraVolume) {}

  /** Full cost plus {@code markup}, a ratio of it. */
  public static Pricing costPlus(
      Costs costs, BigDecimal markup, BigDecimal taxRate, List<Discount> discounts, int scale) {
    return of(
        costs, Margin.ofMarkup(costs.perUnit(scale), markup, scale), taxRate, discounts, scale);
  }

  /** The price of which {@code margin} is left after full cost. */
  public static Pricing targetMargin(
      Costs costs, BigDecimal margin, BigDecimal taxRate, List<Discount> discounts, int scale) {
    return of(
        costs, Margin.ofMargin(costs.perUnit(scale), margin, scale), taxRate, discounts, scale);
  }

  private static Pricing of(
      Costs costs, Margin list, BigDecimal taxRate, List<Discount> discounts, int scale) {
    BigDecimal price = list.price();
    BigDecimal contribution = price.subtract(costs.variable);
    Optional<BigDecimal> breakEven =
        contribution.signum() > 0
            ? Optional.of(costs.fixed.divide(contribution, 0, RoundingMode.CEILING))
            : Optional.empty();
    return new Pricing(
        list.cost(),
        price,
        price.multiply(BigDecimal.ONE.add(taxRate)).setScale(scale, RoundingMode.HALF_UP),
        list,
        breakEven,
        discounts.stream().map(d -> tier(costs, list, d, scale)).toList());
  }

  private static Tier tier(Costs costs, Margin list, Discount discount, int scale) {
    BigDecimal price =
        list.price()
            .multiply(BigDecimal.ONE.subtract(discount.rate))
            .setScale(scale, RoundingMode.HALF_UP);
    BigDecimal before = list.price().subtract(costs.variable);
    BigDecimal after = price.subtract(costs.variable);
    return new Tier(
        discount.fromUnits,
        discount.rate,
        price,
        Margin.ofPrice(list.cost(), price),
        price.compareTo(list.cost()) < 0,
        after.signum() > 0
            ? Optional.of(
                before
                    .divide(after, 6, RoundingMode.HALF_UP)
                    .subtract(BigDecimal.ONE)
                    .max(BigDecimal.ZERO))
            : Optional.empty());
  }
}
