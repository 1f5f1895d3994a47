package io.blatam.gateway.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how often a password can be guessed: so many attempts a key (an account's name, a client's
 * address) in a window that begins with the first. An attempt counts before it is checked, so that
 * many at once do not slip through, and is given back when it was right. Names that do not exist
 * count as those that do. Thread-safe; keeps at most {@value #MOST_KEYS} keys, the least recently
 * tried forgotten first.
 */
final class LoginThrottle {

  private static final int MOST_KEYS = 20_000;

  private final int limit;
  private final Duration window;
  private final Map<String, Attempts> attempts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Attempts(Instant since, int count) {}

  LoginThrottle(int limit, Duration window) {
    this.limit = limit;
    this.window = window;
  }

  /** Counts an attempt. @return how long to wait if there may be none now */
  synchronized Optional<Duration> attempt(String key, Instant now) {
    Attempts past = attempts.get(key);
    if (past == null || !now.isBefore(past.since().plus(window))) {
      attempts.put(key, new Attempts(now, 1));
      return Optional.empty();
    }
    if (past.count() >= limit) {
      return Optional.of(Duration.between(now, past.since().plus(window)));
    }
    attempts.put(key, new Attempts(past.since(), past.count() + 1));
    return Optional.empty();
  }

  /** Gives one attempt back: it was right, or was never checked. */
  synchronized void giveBack(String key) {
    attempts.computeIfPresent(
        key,
        (same, past) -> past.count() <= 1 ? null : new Attempts(past.since(), past.count() - 1));
  }

  /** Forgets the failures of a key whose owner has shown to be in possession of the password. */
  synchronized void forget(String key) {
    attempts.remove(key);
  }
}
