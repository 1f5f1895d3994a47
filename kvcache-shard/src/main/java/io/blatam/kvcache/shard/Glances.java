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

  private final CacheSegment[] segments = new CacheSegment[MOST];
  private final long[] hashes = new long[MOST];
  private int count;

  /** Keeps the compiler from finding out that nobody needs what was read. */
  private int seen;

  void add(CacheSegment segment, long hash) {
    segments[count] = segment;
    hashes[count++] = hash;
  }

  /** Reads what the lookups of all keys are going to read, and forgets the keys. */
  public void look() {
    int sum = 0;
    for (int depth = 0; depth < CacheSegment.GLANCES; depth++) {
      for (int i = 0; i < count; i++) {
        sum += segments[i].glance(hashes[i], depth);
      }
    }
    seen = sum;
    count = 0;
  }

  int seen() {
    return seen;
  }
}
