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
   * An entry is about to be stored whose key is not there. Room is made for it after this, and then
   * it is inserted.
   *
   * @return false if it is not worth the room that it would take
   */
  boolean arriving(CacheEntry entry);

  /**
   * Like the other, for an entry that is of no use without its parent, the block before it in a
   * chain. A policy that knows chains does not name the parent as a victim until the entry is in.
   */
  default boolean arriving(CacheEntry entry, CacheEntry parent) {
    return arriving(entry);
  }

  /** A key that was not there is there now. */
  void inserted(CacheEntry entry);

  /**
   * Entries are going to follow others. From now on {@link #bookkeeping} counts what that takes.
   *
   * @return whether it did not yet
   */
  default boolean chained() {
    return false;
  }

  /** The entry, which is there, is of no use without the other, which is there too. */
  default void follows(CacheEntry entry, CacheEntry parent) {}

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
   * Bytes that the policy takes up or may take up itself, which the entries' weights do not count.
   *
   * @param entries while it knows so many
   */
  default long bookkeeping(int entries) {
    return 0;
  }

  /**
   * Every entry, about in the order in which they would go. The policy must not change meanwhile.
   */
  void forEach(Consumer<CacheEntry> action);
}
