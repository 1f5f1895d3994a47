package io.blatam.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final LoginThrottle throttle = new LoginThrottle(3, Duration.ofMinutes(5));

  private void attempt(String key, int times) {
    for (int i = 0; i < times; i++) {
      throttle.attempt(key, NOON);
    }
  }

  @Test
  void attempts_upToTheLimit_areAllowed() {
    attempt("ana", 2);
    assertThat(throttle.attempt("ana", NOON)).isEmpty();
  }

  @Test
  void attempts_aboveTheLimit_waitForTheRestOfTheWindow() {
    attempt("ana", 3);
    assertThat(throttle.attempt("ana", NOON.plusSeconds(60))).contains(Duration.ofMinutes(4));
    assertThat(throttle.attempt("bob", NOON)).isEmpty();
  }

  @Test
  void waiting_isNotProlongedByTrying() {
    attempt("ana", 3);
    throttle.attempt("ana", NOON.plusSeconds(299));
    assertThat(throttle.attempt("ana", NOON.plusSeconds(300))).isEmpty();
  }

  @Test
  void success_forgetsTheFailures() {
    attempt("ana", 3);
    throttle.forget("ana");
    assertThat(throttle.attempt("ana", NOON)).isEmpty();
  }

  @Test
  void attempt_givenBack_doesNotCount() {
    attempt("office", 3);
    throttle.giveBack("office");
    assertThat(throttle.attempt("office", NOON)).isEmpty();
    assertThat(throttle.attempt("office", NOON)).isPresent();
  }

  @Test
  void keys_moreThanAreKept_forgetTheOldest() {
    attempt("ana", 3);
    for (int i = 0; i < 20_000; i++) {
      throttle.attempt("flood" + i, NOON);
    }
    assertThat(throttle.attempt("ana", NOON)).isEmpty();
  }
}
