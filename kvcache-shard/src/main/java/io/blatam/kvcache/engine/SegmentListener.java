package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;

/**
 * Told of what happens in a segment, on its one writer's thread: for analytics, prefetch, copies
 * and stores. It must be quick and must not call the segment.
 */
public interface SegmentListener {

  /**
   * A key was looked up.
   *
   * @param now milliseconds since the epoch
   */
  default void lookedUp(CacheKey key, boolean hit, long now) {}

  /**
   * A lookup found an entry.
   *
   * @param cost the entry's, in milliseconds
   * @param now milliseconds since the epoch
   */
  default void hit(CacheKey key, long cost, long now) {
    lookedUp(key, true, now);
  }

  /**
   * So many lookups found a copy of the entry elsewhere, at some time since they were last told of.
   *
   * @param now milliseconds since the epoch
   */
  default void hitElsewhere(CacheKey key, long hits, long cost, long now) {}

  /**
   * A lookup found nothing.
   *
   * @param now milliseconds since the epoch
   */
  default void missed(CacheKey key, long now) {
    lookedUp(key, false, now);
  }

  /** A value was stored, under a new key or over an older value. */
  default void stored(CacheEntry entry) {}

  /** The entry was evicted for room; it may live on below the segment. */
  default void evicted(CacheEntry entry) {}

  /** The entry was removed by somebody's wish. */
  default void removed(CacheKey key) {}

  /** The entry's time was over. */
  default void expired(CacheKey key) {}
}
