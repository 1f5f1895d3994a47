package io.blatam.kvcache.engine;

/**
 * Moments as entries keep them, to the second and in few bits: whole seconds since the beginning of
 * 2024, which last until 2041. What lies before counts as the first second, what lies behind as the
 * last.
 */
final class EntrySeconds {

  static final int BITS = 29;

  /** 2024-01-01T00:00:00Z. */
  private static final long FIRST = 1_704_067_200;

  private static final int LAST = (1 << BITS) - 1;

  private EntrySeconds() {}

  /**
   * @param millis since the epoch of 1970
   */
  static int of(long millis) {
    long seconds = Math.floorDiv(millis, 1000) - FIRST;
    return (int) Math.max(0, Math.min(LAST, seconds));
  }

  static long millis(int seconds) {
    return (seconds + FIRST) * 1000;
  }
}
