package io.blatam.inference.openai;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RateLimitTest {

  private static final long SECOND = 1_000_000_000;

  @Example
  void waitNanos_noLimit_never() {
    RateLimit limit = RateLimit.of(0, 0);
    limit.take(1e9, 0);
    assertThat(limit.waitNanos(1e9, 0)).isZero();
  }

  @Example
  void waitNanos_emptied_untilEnoughHasComeIn() {
    RateLimit limit = RateLimit.of(60, 0);
    limit.take(10, 0);
    assertThat(limit.waitNanos(1, 0)).isEqualTo(SECOND);
    assertThat(limit.waitNanos(1, SECOND)).isZero();
  }

  @Example
  void waitNanos_wantsMoreThanTheBucketHolds_letInWhenFullAndPaidForAfterwards() {
    RateLimit limit = RateLimit.of(60, 0);
    assertThat(limit.waitNanos(30, 0)).isZero();
    limit.take(30, 0);
    assertThat(limit.waitNanos(1, 0)).isEqualTo(21 * SECOND);
  }

  @Example
  void take_givenBack_isThereAgain() {
    RateLimit limit = RateLimit.of(60, 0);
    limit.take(10, 0);
    limit.take(-8, 0);
    assertThat(limit.waitNanos(8, 0)).isZero();
  }

  @Example
  void setPerMinute_sharedAmongTwo_halfAsMuch() {
    RateLimit limit = RateLimit.of(60, 0);
    limit.setPerMinute(30, 0);
    limit.take(5, 0);
    assertThat(limit.waitNanos(1, 0)).isEqualTo(2 * SECOND);
  }

  /** Whoever always waits as told never gets more than the rate and one burst. */
  @Property(tries = 200)
  void take_greedily_neverMoreThanRateAndBurst(
      @ForAll @IntRange(min = 1, max = 600) int perMinute,
      @ForAll @IntRange(min = 1, max = 20) int units) {
    RateLimit limit = RateLimit.of(perMinute, 0);
    long now = 0;
    long taken = 0;
    while (now < 300 * SECOND && taken < 100_000) {
      now += limit.waitNanos(units, now);
      limit.take(units, now);
      taken += units;
    }
    double most = perMinute * (now / 60e9) + Math.max(1, perMinute / 6.0) + units;
    assertThat((double) taken).isLessThanOrEqualTo(most + 1);
  }
}
