package io.blatam.kvcache.client;

import java.time.Duration;

/**
 * Durations that callers choose, in the numbers that messages and timers are made of. Whoever says
 * {@link java.time.temporal.ChronoUnit#FOREVER} means it: no number holds that, and the client's
 * one thread, which all callers share, must not end because of it.
 */
final class Durations {

  /** A hundred years; whatever is longer counts as this, and what is negative as nothing. */
  static final Duration LONGEST = Duration.ofDays(36_500);

  private Durations() {}

  static long millis(Duration given) {
    return bounded(given).toMillis();
  }

  static long nanos(Duration given) {
    return bounded(given).toNanos();
  }

  private static Duration bounded(Duration given) {
    if (given.isNegative()) {
      return Duration.ZERO;
    }
    return given.compareTo(LONGEST) > 0 ? LONGEST : given;
  }
}
