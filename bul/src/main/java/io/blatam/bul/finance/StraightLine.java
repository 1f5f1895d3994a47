package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/** Straight-line depreciation to a residual value of zero, month by month. */
public final class StraightLine {
  private StraightLine() {}

  /**
   * The charge of each of the first {@code months} months. Charges are differences of the rounded
   * cumulative charge, so that they sum to {@code amount} exactly over the useful life.
   */
  public static List<BigDecimal> monthly(
      BigDecimal amount, int usefulLifeYears, int months, int scale) {
    return IntStream.rangeClosed(1, months)
        .mapToObj(
            month ->
                cumulative(amount, usefulLifeYears, month, scale)
                    .subtract(cumulative(amount, usefulLifeYears, month - 1, scale)))
        .toList();
  }

  private static BigDecimal cumulative(BigDecimal amount, int years, int month, int scale) {
    int elapsed = Math.min(month, years * 12);
    return amount
        .multiply(BigDecimal.valueOf(elapsed))
        .divide(BigDecimal.valueOf(years * 12L), scale, RoundingMode.HALF_UP);
  }
}
