package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StraightLineTest {

  /** 1000 over 12 months is 83.33…: the cumulative charge goes 83, 167, 250, so 83, 84, 83. */
  @Test
  void monthly_roundsTheCumulativeCharge() {
    assertThat(StraightLine.monthly(new BigDecimal("1000"), 1, 3, 0))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("83"), new BigDecimal("84"), new BigDecimal("83"));
  }

  @Test
  void monthly_afterTheUsefulLife() {
    assertThat(StraightLine.monthly(new BigDecimal("1200"), 1, 14, 0).subList(12, 14))
        .allSatisfy(charge -> assertThat(charge).isZero());
  }

  @Property(tries = 200)
  void chargesSumToTheAmount(
      @ForAll @LongRange(min = 0, max = 9_999_999_999L) long amount,
      @ForAll @IntRange(min = 1, max = 20) int years) {
    List<BigDecimal> charges =
        StraightLine.monthly(BigDecimal.valueOf(amount), years, years * 12, 0);

    assertThat(charges.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(BigDecimal.valueOf(amount));
  }
}
