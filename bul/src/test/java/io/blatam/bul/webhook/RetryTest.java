package io.blatam.bul.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final Retry RETRY =
      new Retry(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(24));

  @Property
  void delay_staysBelowItsCeiling(
      @ForAll @IntRange(min = 1, max = 10_000) int attempts,
      @ForAll @DoubleRange(max = 1) double random) {
    double ceiling = Math.min(5_000 * Math.pow(2, attempts - 1.0), 3_600_000);

    assertThat((double) RETRY.delay(attempts, random, Optional.empty()).toMillis())
        .isBetween(ceiling * random - 1, ceiling * random);
  }

  @Test
  void delay_receiverAsksForTime() {
    assertThat(RETRY.delay(1, 0.5, Optional.of(Duration.ofMinutes(2)))).hasMinutes(2);
    assertThat(RETRY.delay(1, 0.5, Optional.of(Duration.ofDays(9)))).hasHours(1);
  }
}
