package io.blatam.kvcache.engine;

import java.util.random.RandomGenerator;

/**
 * How long an entry is good. Between both ends it is <em>stale</em>: good enough for those who ask
 * for it while somebody loads a newer value.
 *
 * @param freshUntil milliseconds since the epoch; not after {@code expiresAt}
 * @param expiresAt milliseconds since the epoch; {@link Long#MAX_VALUE} is never. More than 24 days
 *     after {@code freshUntil} count as 24 days
 */
public record Lifetime(long freshUntil, long expiresAt) {

  /** An entry keeps its stale time in 32 bits: 24 days. */
  private static final long LONGEST_STALE = Integer.MAX_VALUE;

  /** What is stale for longer than an entry can say ends earlier; it is fresh as long as before. */
  public Lifetime {
    if (expiresAt - freshUntil > LONGEST_STALE) {
      expiresAt = freshUntil + LONGEST_STALE;
    }
  }

  /** Fresh to its end. */
  public static Lifetime until(long expiresAt) {
    return new Lifetime(expiresAt, expiresAt);
  }

  /**
   * Fresh for a TTL from now on, of which a random part is cut off, so that entries written
   * together do not expire together; for a millisecond at least.
   *
   * @param jitter the largest part that may be cut off, 0 to 1
   */
  public static Lifetime jittered(long ttlMillis, double jitter, RandomGenerator random, long now) {
    long kept = Math.round(ttlMillis * (1 - jitter * random.nextDouble()));
    return until(later(now, Math.max(1, kept)));
  }

  /** The same, and then stale for so long. */
  public Lifetime plusStale(long millis) {
    return new Lifetime(freshUntil, later(expiresAt, millis));
  }

  /** Beyond the largest number a moment is never. */
  private static long later(long moment, long millis) {
    return moment > Long.MAX_VALUE - millis ? Long.MAX_VALUE : moment + millis;
  }
}
