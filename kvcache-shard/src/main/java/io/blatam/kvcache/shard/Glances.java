package io.blatam.kvcache.shard;

import io.blatam.kvcache.engine.CacheSegment;

/**
 * Keys that are going to be looked up, one after the other, in segments of this node. Each lookup
 * waits for memory several times, since it finds out step by step where to read; taking the first
 * step for all keys, then the second, lets the processor wait for all of them at once. Changes
 * nothing, and needs no segment to itself. Not thread-safe.
 */
public final class Glances {

  /** More would not be under way in the processor at a time. */
  public static final int MOST = 16;

  /** How far in a lookup reads that is about the key, and one that is about its value too. */
  public static final int KEY = CacheSegment.GLANCES;

  public static final int VALUE = CacheSegment.GLANCES_AT_VALUE;

  private final CacheSegment[] segments = new CacheSegment[MOST];
  private final long[] hashes = new long[MOST];
  private final int[] depths = new int[MOST];
  private int count;

  /** Keeps the compiler from finding out that nobody needs what was read. */
  private int seen;

  /**
   * @param depth {@link #KEY} or {@link #VALUE}
   */
  void add(CacheSegment segment, long hash, int depth) {
    segments[count] = segment;
    hashes[count] = hash;
    depths[count++] = depth;
  }

  /** Reads what the lookups of all keys are going to read, and forgets the keys. */
  public void look() {
    int sum = 0;
    for (int depth = 0; depth < VALUE; depth++) {
      for (int i = 0; i < count; i++) {
        if (depth < depths[i]) {
          sum += segments[i].glance(hashes[i], depth);
        }
      }
    }
    seen = sum;
    count = 0;
  }

  int seen() {
    return seen;
  }
}
