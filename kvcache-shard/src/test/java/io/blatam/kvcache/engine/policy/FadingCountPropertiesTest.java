package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FadingCountPropertiesTest {

  private static final double HALF_LIFE = 32_000;

  /** What is asked for at even times counts as the sum of the fading ones says. */
  @Property(tries = 200)
  void evenTimes_areCountedAsTheirSum(@ForAll @IntRange(min = 20, max = 60_000) int interval) {
    double sum = 1 / (1 - Math.pow(2, -interval / HALF_LIFE));
    int count = FadingCount.FIRST;
    double mean = 0;
    int times = 40_000;
    for (int time = 1; time <= times; time++) {
      count = FadingCount.again(count, interval, HALF_LIFE, time * interval);
      mean += time > times / 2 ? Math.pow(2, count / 16.0) * 2 / times : 0;
    }
    assertThat(mean).isCloseTo(sum, withinPercentage(12));
  }

  /** By more than the step that it is rounded to: 14 and 16 at a half-life of 2.54 give 0 and 1. */
  @Property
  void again_isAtLeastTheFirst_fitsAByte_andIsNoMoreTheLongerItIsAgo(
      @ForAll @IntRange(max = 255) int count,
      @ForAll @IntRange(min = 1) int interval,
      @ForAll @IntRange int longer,
      @ForAll @DoubleRange(min = 1, max = 1e6) double halfLife,
      @ForAll int now) {
    int sooner = FadingCount.again(count, interval, halfLife, now);
    int later = FadingCount.again(count, Math.max(interval, longer), halfLife, now);

    assertThat(sooner).isBetween(FadingCount.FIRST, 255);
    assertThat(later).isBetween(FadingCount.FIRST, Math.min(255, sooner + 1));
    assertThat(FadingCount.level(sooner)).isBetween(0, FadingCount.LEVELS - 1);
  }

  @Property
  void whatFadedAltogether_countsAsTheFirst(@ForAll @IntRange(max = 255) int count) {
    assertThat(FadingCount.again(count, Integer.MAX_VALUE, HALF_LIFE, 1))
        .isEqualTo(FadingCount.FIRST);
  }
}
