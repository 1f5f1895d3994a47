package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final RetryPolicy POLICY =
      new RetryPolicy(8, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(1));

  @Property
  void backoff_anyAttempt_isBetweenNothingAndTheCappedDouble(
      @ForAll @IntRange(min = 1, max = 1_000) int fruitless,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    double bound = Math.min(30_000, 2_000 * Math.pow(2, fruitless - 1));

    assertThat(POLICY.backoff(fruitless, random))
        .isBetween(Duration.ZERO, Duration.ofMillis((long) bound));
  }

  @Test
  void backoff_isDrawnFromTheWholeRange() {
    assertThat(POLICY.backoff(3, 0)).isZero();
    assertThat(POLICY.backoff(3, 0.5)).isEqualTo(Duration.ofSeconds(4));
    assertThat(POLICY.backoff(3, 0.999)).isGreaterThan(Duration.ofMillis(7_900));
    assertThat(POLICY.backoff(60, 0.5)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void settings_byType_differOnlyWhereTheySay() {
    QueueSettings settings =
        QueueSettings.of(
            ConfigFactory.parseString(
                    "blatam.bul.queue.retry-by-type { hr-policy { attempts = 2 } }")
                .withFallback(ConfigFactory.load()));

    assertThat(settings.retry("hr-policy").attempts()).isEqualTo(2);
    assertThat(settings.retry("hr-policy").delay()).isEqualTo(settings.retry("quote").delay());
    assertThat(settings.retry("quote").attempts()).isEqualTo(8);
  }
}
