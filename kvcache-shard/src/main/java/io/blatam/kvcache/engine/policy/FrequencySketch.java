package io.blatam.kvcache.engine.policy;

/**
 * How often keys were asked for lately, up to 15, in four 4-bit counters each (a count-min sketch
 * with periodic halving: TinyLFU, Einziger, Friedman and Manes 2017). It grows with the cache and
 * keeps its counts when it does.
 */
final class FrequencySketch {

  private static final int COUNTERS_PER_KEY = 4;
  private static final int ACCESSES_PER_KEY = 10;
  private static final long HALVE = 0x7777777777777777L;
  private static final long[] SEEDS = {
    0xc3a5c85c97cb3127L, 0xb492b66fbe98f273L, 0x9ae16a3b2f90404fL, 0xcbf29ce484222325L
  };

  private long[] table = new long[64];
  private long counted;

  /** Makes room for so many keys. */
  void ensureCapacity(long keys) {
    while (table.length < keys) {
      long[] grown = new long[table.length * 2];
      // A key's place is its hash modulo the length, so each word goes to both halves.
      System.arraycopy(table, 0, grown, 0, table.length);
      System.arraycopy(table, 0, grown, table.length, table.length);
      table = grown;
    }
  }

  int frequency(long key) {
    int least = 15;
    for (int i = 0; i < COUNTERS_PER_KEY; i++) {
      long hash = spread(key, i);
      long word = table[(int) hash & (table.length - 1)];
      least = Math.min(least, (int) (word >>> shift(hash)) & 15);
    }
    return least;
  }

  /**
   * @param keys how many the cache holds: after ten times as many accesses all counts are halved
   */
  void increment(long key, long keys) {
    boolean changed = false;
    for (int i = 0; i < COUNTERS_PER_KEY; i++) {
      long hash = spread(key, i);
      int at = (int) hash & (table.length - 1);
      int shift = shift(hash);
      if (((table[at] >>> shift) & 15) < 15) {
        table[at] += 1L << shift;
        changed = true;
      }
    }
    if (changed && ++counted >= ACCESSES_PER_KEY * Math.max(keys, 64)) {
      for (int at = 0; at < table.length; at++) {
        table[at] = (table[at] >>> 1) & HALVE;
      }
      counted /= 2;
    }
  }

  private static int shift(long hash) {
    return (int) (hash >>> 60) << 2;
  }

  private static long spread(long key, int row) {
    long hash = (key ^ SEEDS[row]) * 0x9E3779B97F4A7C15L;
    return hash ^ (hash >>> 32);
  }
}
