package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;

/**
 * Told of what happens in a segment, on its one writer's thread: for analytics, prefetch, copies
 * and stores. It must be quick and must not call the segment. Of lookups a {@link LookupSample}
 * tells.
 */
public interface SegmentListener {

  /** A tenant's namespace is used for the first time; from now on its counts can be read. */
  default void scoped(Scope scope) {}

  /**
   * So many lookups found a copy of the entry elsewhere, at some time since they were last told of.
   *
   * @param now milliseconds since the epoch
   */
  default void hitElsewhere(CacheEntry entry, long hits, long now) {}

  /** A value was stored, under a new key or over an older value. */
  default void stored(CacheEntry entry) {}

  /** The entry was evicted for room; it may live on below the segment. */
  default void evicted(CacheEntry entry) {}

  /**
   * The entry was removed by somebody's wish.
   *
   * @param hash what stands for the key in this segment
   */
  default void removed(CacheKey key, long hash) {}

  /** The entry's time was over. */
  default void expired(CacheEntry entry) {}
}
