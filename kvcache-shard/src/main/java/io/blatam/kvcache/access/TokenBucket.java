package io.blatam.kvcache.access;

/**
 * A token bucket that holds a second's worth. It lets through whoever comes while there is
 * something in it, and may owe what was too much: so one operation that is larger than the bucket
 * passes, and who comes next waits the longer. Not thread-safe; times are nanoseconds and passed
 * in.
 */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private double tokens;
  private long filledAt;

  /**
   * @param perSecond zero is no limit
   */
  TokenBucket(double perSecond, long now) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledAt = now;
  }

  /** How long until something is in it, in nanoseconds; 0 if there is. */
  long untilOpen(long now) {
    if (perSecond == 0) {
      return 0;
    }
    tokens = Math.min(perSecond, tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
    filledAt = now;
    return tokens > 0 ? 0 : 1 + (long) (-tokens / perSecond * NANOS_PER_SECOND);
  }

  void take(double count) {
    if (perSecond > 0) {
      tokens -= count;
    }
  }

  boolean full(long now) {
    return untilOpen(now) == 0 && tokens >= perSecond;
  }
}
