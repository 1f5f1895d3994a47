package io.blatam.kvcache.engine;

import java.util.Optional;

/**
 * Which entry goes when there is no room. Called by the segment's one writer only; the segment
 * tells it of every change, so that what the policy knows and what the segment holds are always the
 * same keys.
 */
public interface EvictionPolicy {

  /** A key that was not there is there now. */
  void inserted(CacheEntry entry);

  /** The entry was read. */
  void touched(CacheEntry entry);

  /** The entry's value was overwritten. */
  void replaced(CacheEntry before, CacheEntry after);

  /** The entry is gone: evicted, expired or removed. */
  void removed(CacheEntry entry);

  /** The entry to give up next; empty only when there is none. */
  Optional<CacheEntry> victim();
}
