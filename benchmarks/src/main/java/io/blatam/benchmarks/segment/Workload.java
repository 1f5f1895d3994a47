package io.blatam.benchmarks.segment;

import io.blatam.kvcache.api.CacheKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Keys, values and the order in which they are asked for, the same for every engine. Keys look like
 * those of cached generations: one tenant, one namespace, 64 hexadecimal digits.
 */
final class Workload {

  /** How many entries the cache has room for. */
  static final int ENTRIES = 100_000;

  static final int VALUE_BYTES = 256;

  private static final int HELD = 2 * ENTRIES;
  private static final double EXPONENT = 0.9;
  private static final int KEY_BYTES = 32;

  private Workload() {}

  /** The first {@link #ENTRIES} fit; all together are twice as many. */
  static CacheKey[] keys() {
    return keys(1, HELD);
  }

  /** {@link #ENTRIES}, none of {@link #keys}. */
  static CacheKey[] otherKeys() {
    return keys(2, ENTRIES);
  }

  /** One like all the others. */
  static CacheKey key() {
    return keys(1, 1)[0];
  }

  private static CacheKey[] keys(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    CacheKey[] keys = new CacheKey[count];
    byte[] bytes = new byte[KEY_BYTES];
    for (int i = 0; i < keys.length; i++) {
      random.nextBytes(bytes);
      keys[i] = new CacheKey("acme", "generation", HexFormat.of().formatHex(bytes));
    }
    return keys;
  }

  /** One for two keys. */
  static byte[][] values() {
    return new byte[ENTRIES][VALUE_BYTES];
  }

  /** Indices of the first {@link #ENTRIES} keys, Zipf-distributed, the frequent ones scattered. */
  static int[] zipf(int length) {
    double[] cumulative = new double[ENTRIES];
    double sum = 0;
    for (int rank = 0; rank < ENTRIES; rank++) {
      sum += 1 / Math.pow(rank + 1, EXPONENT);
      cumulative[rank] = sum;
    }
    SplittableRandom random = new SplittableRandom(3);
    int[] stream = new int[length];
    for (int i = 0; i < length; i++) {
      int at = Arrays.binarySearch(cumulative, random.nextDouble(sum));
      long rank = Math.min(ENTRIES - 1, at < 0 ? -at - 1 : at);
      // 7919 is prime to the number of entries, so this is a permutation.
      stream[i] = (int) (rank * 7919 % ENTRIES);
    }
    return stream;
  }
}
