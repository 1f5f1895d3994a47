package io.blatam.kvcache.engine.policy;

/**
 * What is known of a key's past, packed into 31 bits: how often it was asked for, how far apart its
 * last two times were and whether that was more or less than before, its part in a chain, the list
 * it lies in, and its cost ÷ weight.
 */
final class Info {

  /** How often a key was asked for, in steps: once, twice, 3-4, 5-8, more. */
  private static final int COUNTS = 5;

  /**
   * How the last interval compares with the one before: unknown, much longer, alike, much shorter.
   */
  private static final int TRENDS = 4;

  /**
   * How far apart the last two times were: unknown, then doublings of a 16th of the cache. In a
   * chain, whose blocks are asked for by bursts, it is the doublings of the count instead.
   */
  static final int INTERVALS = 10;

  static final int PARTS = 3;

  /** Kinds that differ in their interval alone are next to each other. */
  private static final int GROUPS = PARTS * COUNTS * TRENDS;

  /** Keys of one kind are expected to behave alike. */
  static final int KINDS = GROUPS * INTERVALS;

  /** Not in a chain. */
  static final int ALONE = 0;

  /** In a chain, and other blocks followed it. */
  static final int FOLLOWED = 1;

  /** In a chain, and none followed it yet. */
  static final int TAIL = 2;

  private static final int TREND = 11;
  private static final int APART = 13;
  private static final int PART = 17;
  private static final int PLACE = 19;
  private static final int DENSITY = 21;
  private static final int MAX_COUNT = (1 << TREND) - 1;
  private static final int PAST = (1 << PLACE) - 1;
  static final int MAX_DENSITY = (1 << 9) - 1;

  /** Densities are logarithms in steps of a 16th: sixteen of them are a factor of e. */
  static final double DENSITY_STEPS = 16;

  private Info() {}

  /** A key that is asked for the first time. */
  static int first(long weight, long cost) {
    return weighed(1, weight, cost);
  }

  /** The same past with another weight and cost. */
  static int weighed(int info, long weight, long cost) {
    long density = Math.round(Math.log((double) Math.max(1, cost) / weight) * DENSITY_STEPS);
    int bounded = (int) Math.max(-MAX_DENSITY, Math.min(MAX_DENSITY, density));
    return info & ((1 << DENSITY) - 1) | (bounded & 0x3FF) << DENSITY;
  }

  /**
   * Asked for once more.
   *
   * @param interval accesses since the last time
   * @param slots about how many entries the cache holds
   */
  static int again(int info, int interval, double slots) {
    int count = Math.min(MAX_COUNT, count(info) + 1);
    int apart;
    int trend = 0;
    if (part(info) != ALONE) {
      apart = Math.min(INTERVALS - 1, 31 - Integer.numberOfLeadingZeros(count));
    } else {
      double sixteenths = Math.max(1, 16.0 * interval / slots);
      apart = Math.min(INTERVALS - 1, 64 - Long.numberOfLeadingZeros((long) sixteenths));
      trend = count < 3 ? 0 : trend(apart(info), apart);
    }
    return info & -(1 << PART) | apart << APART | trend << TREND | count;
  }

  private static int trend(int before, int now) {
    return Math.abs(now - before) <= 1 ? 2 : before < now ? 1 : 3;
  }

  /** Takes an info apart for {@link Ghosts}: all but count, list and density. */
  static int pattern(int info) {
    return (info & PAST) >>> TREND;
  }

  static int past(int count, int pattern) {
    return pattern << TREND | Math.min(MAX_COUNT, count);
  }

  static int count(int info) {
    return info & MAX_COUNT;
  }

  private static int apart(int info) {
    return info >>> APART & 15;
  }

  /** {@link #ALONE}, {@link #FOLLOWED} or {@link #TAIL}. */
  static int part(int info) {
    return info >>> PART & 3;
  }

  static int withPart(int info, int part) {
    return info & ~(3 << PART) | part << PART;
  }

  static int place(int info) {
    return info >>> PLACE & 3;
  }

  static int withPlace(int info, int place) {
    return info & ~(3 << PLACE) | place << PLACE;
  }

  /** Sixteenths of an e-fold. */
  static int density(int info) {
    return info << 1 >> DENSITY + 1;
  }

  static double worth(int density) {
    return Math.exp(density / DENSITY_STEPS);
  }

  static int kind(int info) {
    int count = count(info);
    int often = count <= 1 ? 0 : count == 2 ? 1 : count <= 4 ? 2 : count <= 8 ? 3 : 4;
    int group = (part(info) * COUNTS + often) * TRENDS + (info >>> TREND & 3);
    return group * INTERVALS + apart(info);
  }
}
