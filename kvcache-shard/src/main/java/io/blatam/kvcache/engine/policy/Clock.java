package io.blatam.kvcache.engine.policy;

/**
 * What all experts of one policy agree on: how many accesses there were, how long ago the key that
 * is asked for now was asked for before, how many accesses miss, and the cache's size.
 */
final class Clock {

  /** An interval that is not known, and longer than any other. */
  static final int UNKNOWN = Integer.MAX_VALUE;

  /** Over how many accesses the share of misses reaches, in entries that the cache has room for. */
  private static final double REACH = 4;

  /** Accesses so far; wraps around. */
  int now;

  /** About how many entries the cache has room for. */
  double slots = 1;

  /** Accesses since the key that is asked for now was asked for before. */
  int interval = UNKNOWN;

  /** The {@link FadingCount} of the key that is asked for now, with this time. */
  int count = FadingCount.FIRST;

  /** The share of the latest accesses that were misses. */
  double missed = 1;

  private double rate = 1 / REACH;

  /** There is room for about so many entries. */
  void room(double entries) {
    slots = entries;
    rate = 1 / (REACH * Math.max(1, entries));
  }

  /** A key that is held, and was asked for then, is asked for. */
  void hit(int last) {
    now++;
    interval = now - last;
    missed -= missed * rate;
  }

  /** A key is asked for that is not held. */
  void miss() {
    now++;
    interval = UNKNOWN;
    missed += (1 - missed) * rate;
  }
}
