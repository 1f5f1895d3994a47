package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What a sale leaves: as a share of its price (margin) and of its cost (mark-up). {@code margin =
 * profit ÷ price}, {@code mark-up = profit ÷ cost}, so {@code mark-up = margin ÷ (1 − margin)}.
 *
 * @param price rounded half up to the asked scale; profit, margin and mark-up follow from it
 * @param margin ratio of the price, six decimals; zero for a price of zero
 * @param markup ratio of the cost, six decimals; zero for a cost of zero
 */
public record Margin(
    BigDecimal cost, BigDecimal price, BigDecimal profit, BigDecimal margin, BigDecimal markup) {

  private static final int RATIO = 6;

  /** Of a cost and a price that are both known. */
  public static Margin ofPrice(BigDecimal cost, BigDecimal price) {
    BigDecimal profit = price.subtract(cost);
    return new Margin(cost, price, profit, ratio(profit, price), ratio(profit, cost));
  }

  /**
   * The price that leaves {@code margin} of itself: cost ÷ (1 − margin).
   *
   * @throws IllegalArgumentException for a margin of 100 % or more: no price reaches it
   */
  public static Margin ofMargin(BigDecimal cost, BigDecimal margin, int scale) {
    BigDecimal rest = BigDecimal.ONE.subtract(margin);
    if (rest.signum() <= 0) {
      throw new IllegalArgumentException("margin: must be below 100 %; no price leaves so much");
    }
    return ofPrice(
        cost, cost.divide(rest, MathContext.DECIMAL128).setScale(scale, RoundingMode.HALF_UP));
  }

  /** The price that adds {@code markup} of the cost: cost × (1 + mark-up). */
  public static Margin ofMarkup(BigDecimal cost, BigDecimal markup, int scale) {
    return ofPrice(
        cost, cost.multiply(BigDecimal.ONE.add(markup)).setScale(scale, RoundingMode.HALF_UP));
  }

  private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, RATIO, RoundingMode.HALF_UP);
  }
}
