package io.blatam.inference.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter (Brooker, "Exponential Backoff and Jitter", 2015): the pause
 * before retry n is uniform between 0 and min(cap, base × 2ⁿ). An endpoint that names a time is
 * given that time, and a little more so that not all come back at once.
 */
record RetryPolicy(int maxRetries, Duration base, Duration cap) {

  /** Up to which part of a named time is waited on top of it. */
  private static final double SPREAD = 0.1;

  /**
   * @param retries how many retries there were already
   * @return the pause before the next one; empty when there is none to be
   */
  Optional<Duration> pause(UpstreamFailure failure, int retries, RandomGenerator random) {
    if (!failure.retryable() || retries >= maxRetries) {
      return Optional.empty();
    }
    Optional<Duration> named = failure.failure().retryAfter();
    if (named.isPresent()) {
      return named.filter(time -> time.compareTo(cap) <= 0).map(time -> spread(time, random));
    }
    double most = Math.min(cap.toMillis(), base.toMillis() * Math.pow(2, retries));
    return Optional.of(Duration.ofMillis((long) (random.nextDouble() * most)));
  }

  private static Duration spread(Duration time, RandomGenerator random) {
    return time.plusMillis((long) (time.toMillis() * SPREAD * random.nextDouble()));
  }
}
