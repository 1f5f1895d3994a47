package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import java.util.List;

/**
 * Brings back into memory what was hot at the last checkpoint, hottest first, in steps, until it is
 * all there or memory is full. What was pinned is pinned again. Meanwhile what is not back yet is
 * read from the cold tier. At the end the policy is told of each entry in the order in which they
 * were hot. Belongs to the segment's one writer.
 */
final class WarmUp {

  private static final int STEP = 32;

  private final CacheSegment segment;
  private final List<Hottest.Hot<CacheKey>> hottestFirst;
  private int next;
  private int end;

  WarmUp(CacheSegment segment, List<Hottest.Hot<CacheKey>> hottestFirst) {
    this.segment = segment;
    this.hottestFirst = hottestFirst;
    this.end = hottestFirst.size();
  }

  /**
   * @return whether there is more to do
   */
  boolean step(long now) {
    for (int i = 0; i < STEP && next < end; i++) {
      long evictions = segment.tallyOfContents().evictions();
      Hottest.Hot<CacheKey> hot = hottestFirst.get(next++);
      segment.fetch(hot.what(), now);
      if (hot.pinned()) {
        segment.pin(hot.what(), now);
      }
      if (segment.tallyOfContents().evictions() > evictions) {
        end = next;
      }
    }
    if (next < end) {
      return true;
    }
    for (int i = end - 1; i >= 0; i--) {
      segment.touch(hottestFirst.get(i).what());
    }
    end = 0;
    return false;
  }
}
