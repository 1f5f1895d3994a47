package io.blatam.bul.webhook;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.Optional;

/**
 * When a failed delivery is tried again: capped exponential backoff with full jitter, so that the
 * deliveries which failed together do not come back together (M. Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015).
 *
 * @param first upper end of the first wait
 * @param cap upper end of every later one
 * @param giveUpAfter age at which a delivery is dead
 */
record Retry(Duration first, Duration cap, Duration giveUpAfter) {

  Retry {
    require(!first.isZero() && !first.isNegative(), "first", "more than 0", first);
    require(cap.compareTo(first) >= 0, "cap", "at least first", cap);
    require(giveUpAfter.compareTo(first) >= 0, "give-up-after", "at least first", giveUpAfter);
  }

  static Retry of(Config retry) {
    return new Retry(
        retry.getDuration("first"), retry.getDuration("cap"), retry.getDuration("give-up-after"));
  }

  /**
   * @param attempts how often it was tried, 1 or more
   * @param random from 0 to 1
   * @param asked what the receiver wants to be left alone for; kept to {@code cap}
   */
  Duration delay(int attempts, double random, Optional<Duration> asked) {
    long ceiling = first.toMillis();
    for (int i = 1; i < attempts && ceiling < cap.toMillis(); i++) {
      ceiling *= 2;
    }
    long wait = (long) (Math.min(ceiling, cap.toMillis()) * random);
    long atLeast = Math.min(asked.orElse(Duration.ZERO).toMillis(), cap.toMillis());
    return Duration.ofMillis(Math.max(wait, atLeast));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, "blatam.bul.webhooks.retry." + key, what, actual);
  }
}
