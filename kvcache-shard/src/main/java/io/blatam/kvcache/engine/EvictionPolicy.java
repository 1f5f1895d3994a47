package io.blatam.kvcache.engine;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which entry goes when there is no room. Called by the segment's one writer only; the segment
 * tells it of every change, so that what the policy knows and what the segment holds are always the
 * same keys.
 */
public interface EvictionPolicy {

  /**
   * An entry is about to be stored, whether its key is there already or not. Room is made for it
   * after this, and then it is inserted or replaces what was there.
   *
   * @return false if it is not worth the room that it would take
   */
  boolean arriving(CacheEntry entry);

  /** A key that was not there is there now. */
  void inserted(CacheEntry entry);

  /** The entry was read. */
  void touched(CacheEntry entry);

  /** The entry's value was overwritten. */
  void replaced(CacheEntry before, CacheEntry after);

  /** The entry is gone because it was {@link #victim}. */
  void evicted(CacheEntry entry);

  /** The entry is gone otherwise: it expired or was removed. */
  void removed(CacheEntry entry);

  /** The entry to give up next; empty only when there is none. */
  Optional<CacheEntry> victim();

  /**
   * Every entry, about in the order in which they would go. The policy must not change meanwhile.
   */
  void forEach(Consumer<CacheEntry> action);
}
