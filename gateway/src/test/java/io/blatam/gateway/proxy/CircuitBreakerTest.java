package io.blatam.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.gateway.proxy.CircuitBreaker.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final CircuitBreaker breaker = new CircuitBreaker(2, Duration.ofSeconds(2));

  private void fail(int times, long now) {
    for (int i = 0; i < times; i++) {
      breaker.failed(now);
    }
  }

  @Test
  void failures_belowThreshold_leaveItClosed() {
    fail(1, 0);
    breaker.succeeded();
    fail(1, 0);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    assertThat(breaker.tryPass(0)).isTrue();
  }

  @Test
  void failures_inARow_openItUntilTheCoolDownIsOver() {
    fail(2, 0);
    assertThat(breaker.tryPass(2 * SECOND - 1)).isFalse();
    assertThat(breaker.untilRetry(SECOND)).isEqualTo(Duration.ofSeconds(1));
    assertThat(breaker.tryPass(2 * SECOND)).isTrue();
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void halfOpen_letsOneTryOnly() {
    fail(2, 0);
    assertThat(breaker.tryPass(2 * SECOND)).isTrue();
    assertThat(breaker.tryPass(2 * SECOND + 1)).isFalse();
  }

  @Test
  void halfOpen_triedButNeverReported_letsAnotherTryLater() {
    fail(2, 0);
    breaker.tryPass(2 * SECOND);
    assertThat(breaker.tryPass(4 * SECOND)).isTrue();
  }

  @Test
  void halfOpen_success_closesIt() {
    fail(2, 0);
    breaker.tryPass(2 * SECOND);
    breaker.succeeded();
    assertThat(breaker.tryPass(2 * SECOND)).isTrue();
    assertThat(breaker.untilRetry(2 * SECOND)).isEqualTo(Duration.ZERO);
  }

  @Test
  void halfOpen_failures_doubleTheCoolDownUpToEightTimes() {
    fail(2, 0);
    long now = 0;
    for (long expected : new long[] {4, 8, 16, 16}) {
      now += breaker.untilRetry(now).toNanos();
      assertThat(breaker.tryPass(now)).isTrue();
      breaker.failed(now);
      assertThat(breaker.untilRetry(now)).isEqualTo(Duration.ofSeconds(expected));
    }
  }

  @Test
  void failures_ofRequestsStillUnderWay_doNotProlongAnOpenCircuit() {
    fail(2, 0);
    fail(5, SECOND);
    assertThat(breaker.tryPass(2 * SECOND)).isTrue();
  }
}
