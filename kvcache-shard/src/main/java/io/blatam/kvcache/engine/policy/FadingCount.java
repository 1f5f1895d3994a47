package io.blatam.kvcache.engine.policy;

/**
 * How often a key was asked for of late: each time counts one, and half as much for every half-life
 * of accesses that it lies back. It is kept as a logarithm that fits a byte, in sixteenths of a
 * doubling. Steps of a high count are larger than one, so a growth that is less than a step is made
 * now and then, as in Morris' counters (1978).
 */
final class FadingCount {

  /** Of a key that is asked for the first time: one. */
  static final int FIRST = 0;

  /** Levels that are told apart, three to a doubling. */
  static final int LEVELS = 40;

  /** Levels that behave about alike. */
  static final int ALIKE = 10;

  /** The half-life in entries that the cache has room for. */
  static final double HALF_LIFE = 32;

  /** The same where blocks follow each other: what a conversation is about changes sooner. */
  static final double HALF_LIFE_IN_CHAINS = 24;

  private static final int STEPS = 16;
  private static final int LEVELS_A_DOUBLING = 3;
  private static final int MOST = 255;

  /** Eight halvings make a count of one as good as none. */
  private static final int FORGOTTEN = 8 * STEPS;

  /** By how many steps the next time raises a count that faded to so many. */
  private static final float[] GROWTH = new float[FORGOTTEN + MOST + 1];

  static {
    for (int at = 0; at < GROWTH.length; at++) {
      double doublings = (double) (at - FORGOTTEN) / STEPS;
      GROWTH[at] = (float) (STEPS * Math.log(1 + Math.pow(2, -doublings)) / Math.log(2));
    }
  }

  private FadingCount() {}

  /**
   * Asked for once more. Growth is that of the nearest step, so of two keys that differ by less
   * than a step the one that faded more may end up a step above the other; never more.
   *
   * @param interval accesses since the last time
   * @param halfLife in accesses
   * @param now the time in accesses, which says where a part of a step is rounded to
   */
  static int again(int count, int interval, double halfLife, int now) {
    double faded = count - (double) STEPS * interval / halfLife;
    if (faded <= -FORGOTTEN) {
      return FIRST;
    }
    double grown = faded + GROWTH[(int) Math.round(faded) + FORGOTTEN];
    return (int) Math.max(FIRST, Math.min(MOST, grown + fraction(now)));
  }

  static int level(int count) {
    return Math.min(LEVELS - 1, count * LEVELS_A_DOUBLING / STEPS);
  }

  /** Between 0 and 1, about evenly: multiples of the golden ratio. */
  private static double fraction(int now) {
    return (now * 0x9E3779B9 >>> 8) * 0x1p-24;
  }
}
