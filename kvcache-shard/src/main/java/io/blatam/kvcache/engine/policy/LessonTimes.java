package io.blatam.kvcache.engine.policy;

/**
 * When the models learn: often while little is known, and after that as often as the cache's
 * content changes. Times are in accesses and wrap around.
 */
final class LessonTimes {

  /** Accesses before the first lesson, between two at the least, and of all so far at the most. */
  private static final int FIRST = 200;

  private static final int AT_LEAST = 500;
  private static final double SHARE = 1.0 / 16;

  /** Accesses between two lessons, in entries that the cache has room for. */
  private static final double SLOTS_AT_LEAST = 0.1;

  private static final double SLOTS_AT_MOST = 2;

  /** What is learned fades by as much with every so many accesses, in entries or at the least. */
  private static final double SLOTS_A_FADING = 0.5;

  private int next = FIRST;

  /** Accesses from the beginning to the next lesson; does not wrap around. */
  private double until = FIRST;

  boolean due(int now) {
    return now - next >= 0;
  }

  /**
   * A lesson begins; says when the next one is.
   *
   * @param slots about how many entries the cache holds
   * @return the distance to that one, as {@link Forecast#learn} takes it
   */
  double begin(int now, double slots) {
    double pause = Math.min(SLOTS_AT_MOST * slots, SHARE * until);
    double least = Math.max(AT_LEAST, SLOTS_AT_LEAST * slots);
    int accesses = (int) Math.min(1 << 30, Math.max(least, pause));
    next = now + accesses;
    until += accesses;
    return accesses / Math.max(AT_LEAST, SLOTS_A_FADING * slots);
  }
}
