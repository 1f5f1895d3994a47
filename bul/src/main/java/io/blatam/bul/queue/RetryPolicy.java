package io.blatam.bul.queue;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How often and how long a type of document is tried.
 *
 * @param attempts fruitless attempts after which a job is a dead letter
 * @param delay upper bound of the wait before the second attempt; doubles with each further one
 * @param maxDelay where it stops doubling
 * @param maxRun how long one attempt may take
 */
record RetryPolicy(int attempts, Duration delay, Duration maxDelay, Duration maxRun) {

  RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1");
    }
    if (delay.isNegative() || maxDelay.compareTo(delay) < 0) {
      throw new IllegalArgumentException("max-delay must not be shorter than delay");
    }
    if (maxRun.isNegative() || maxRun.isZero()) {
      throw new IllegalArgumentException("max-run must be longer than nothing");
    }
  }

  static RetryPolicy of(Config config) {
    return new RetryPolicy(
        config.getInt("attempts"),
        config.getDuration("delay"),
        config.getDuration("max-delay"),
        config.getDuration("max-run"));
  }

  /**
   * Exponential backoff with full jitter: anything from nothing to the bound, so that jobs that
   * failed together do not come back together (Brooker, "Exponential Backoff And Jitter", 2015).
   *
   * @param fruitless attempts so far, at least 1
   * @param random uniform in [0, 1)
   */
  Duration backoff(int fruitless, double random) {
    double bound =
        Math.min(maxDelay.toMillis(), delay.toMillis() * Math.pow(2, Math.max(0, fruitless - 1)));
    return Duration.ofMillis((long) (bound * random));
  }
}
