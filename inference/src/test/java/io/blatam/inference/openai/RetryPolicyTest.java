package io.blatam.inference.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.api.GenerationException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T17:00:00Z");
  private final RetryPolicy policy =
      new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(1));

  @Property
  void pause_isBetweenNothingAndTheDoubledBase(
      @ForAll @IntRange(max = 4) int retries, @ForAll long seed) {
    Duration pause =
        policy.pause(busy(Optional.empty()), retries, new SplittableRandom(seed)).orElseThrow();

    long most = Math.min(1_000, 100L << retries);
    assertThat(pause.toMillis()).isBetween(0L, most);
  }

  @Example
  void pause_enoughRetries_isNone() {
    assertThat(policy.pause(busy(Optional.empty()), 5, new SplittableRandom(1))).isEmpty();
  }

  @Example
  void pause_lastingFailure_isNone() {
    UpstreamFailure lasting = UpstreamFailure.lasting(Reason.REJECTED, "no");
    assertThat(policy.pause(lasting, 0, new SplittableRandom(1))).isEmpty();
  }

  @Property
  void pause_namedTime_isKeptAndALittleMore(@ForAll long seed) {
    Duration pause =
        policy
            .pause(busy(Optional.of(Duration.ofMillis(800))), 0, new SplittableRandom(seed))
            .orElseThrow();
    assertThat(pause).isBetween(Duration.ofMillis(800), Duration.ofMillis(880));
  }

  @Example
  void pause_namedTimeLongerThanTheCap_isNone() {
    assertThat(policy.pause(busy(Optional.of(Duration.ofSeconds(2))), 0, new SplittableRandom(1)))
        .isEmpty();
  }

  @Example
  void retryAfter_secondsDateAndNeither() {
    assertThat(RetryAfter.parse("120", NOW)).hasValue(Duration.ofSeconds(120));
    assertThat(RetryAfter.parse("-5", NOW)).hasValue(Duration.ZERO);
    assertThat(RetryAfter.parse("Mon, 23 Nov 2026 17:00:30 GMT", NOW))
        .hasValue(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Mon, 23 Nov 2026 16:00:00 GMT", NOW)).hasValue(Duration.ZERO);
    assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
  }

  private static UpstreamFailure busy(Optional<Duration> retryAfter) {
    return UpstreamFailure.worthAnotherTry(Reason.RATE_LIMITED, "busy", retryAfter);
  }
}
