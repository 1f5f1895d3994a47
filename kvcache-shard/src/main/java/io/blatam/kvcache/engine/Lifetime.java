package io.blatam.kvcache.engine;

import java.time.Duration;

/**
 * How long an entry is good. Between both ends it is <em>stale</em>: good enough for those who ask
 * for it while somebody loads a newer value.
 *
 * @param freshUntil milliseconds since the epoch; not after {@code expiresAt}
 * @param expiresAt milliseconds since the epoch; {@link Long#MAX_VALUE} is never
 */
public record Lifetime(long freshUntil, long expiresAt) {

  /** Fresh to its end. */
  public static Lifetime until(long expiresAt) {
    return new Lifetime(expiresAt, expiresAt);
  }

  Lifetime plusStale(Duration stale) {
    return new Lifetime(freshUntil, expiresAt + stale.toMillis());
  }
}
