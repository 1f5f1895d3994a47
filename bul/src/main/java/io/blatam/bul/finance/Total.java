package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;

/** Exact sums; of nothing, zero. */
public final class Total {

  private Total() {}

  public static BigDecimal of(Collection<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public static <T> BigDecimal of(Collection<T> items, Function<T, BigDecimal> amount) {
    return items.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
