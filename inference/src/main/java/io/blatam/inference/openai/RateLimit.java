package io.blatam.inference.openai;

/**
 * So many units a minute (token bucket). What has gathered while nothing was asked is worth ten
 * seconds at most, so that a burst after a pause does not run into the endpoint's own window.
 * Somebody who wants more than that is let in when the bucket is full, and the others wait until it
 * is paid for. Not thread-safe.
 */
final class RateLimit {

  private static final double NANOS_A_MINUTE = 60e9;
  private static final double BURST_MINUTES = 1.0 / 6;

  private double perMinute;
  private double level;
  private long at;

  /**
   * @param perMinute infinite: no limit
   */
  RateLimit(double perMinute, long nowNanos) {
    this.perMinute = perMinute;
    this.level = capacity();
    this.at = nowNanos;
  }

  static RateLimit of(int perMinute, long nowNanos) {
    return new RateLimit(perMinute == 0 ? Double.POSITIVE_INFINITY : perMinute, nowNanos);
  }

  private double capacity() {
    return Math.max(1, perMinute * BURST_MINUTES);
  }

  private boolean unlimited() {
    return Double.isInfinite(perMinute);
  }

  /** How long until so many units may be taken; 0: now. */
  long waitNanos(double units, long nowNanos) {
    if (unlimited()) {
      return 0;
    }
    refill(nowNanos);
    double lacking = Math.min(units, capacity()) - level;
    return lacking <= 0 ? 0 : (long) Math.ceil(lacking / perMinute * NANOS_A_MINUTE);
  }

  /** Takes them, or gives them back where negative. */
  void take(double units, long nowNanos) {
    if (!unlimited()) {
      refill(nowNanos);
      level = Math.min(capacity(), level - units);
    }
  }

  private void refill(long nowNanos) {
    level = Math.min(capacity(), level + perMinute * (nowNanos - at) / NANOS_A_MINUTE);
    at = nowNanos;
  }

  /** From now on another rate, when the limit is shared among more nodes or fewer. */
  void setPerMinute(double value, long nowNanos) {
    if (!unlimited() && value != perMinute) {
      refill(nowNanos);
      perMinute = value;
      level = Math.min(level, capacity());
    }
  }
}
