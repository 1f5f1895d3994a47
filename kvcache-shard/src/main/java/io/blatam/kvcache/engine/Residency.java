package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where an entry lives when it has lost its place in the segment's memory. Called by the segment's
 * one writer only. A copy of what the segment holds may stay below it; {@link #forget} makes it
 * void.
 */
public interface Residency {

  /** Takes over an entry that was evicted for room; never one that expired or was removed. */
  void demote(CacheEntry entry);

  /**
   * Gives an entry back for the segment to take in again. If the segment does not, it demotes the
   * entry again.
   *
   * @param lookup whether somebody looks it up, which is a hit here, and not only wants it nearer
   * @param now milliseconds since the epoch
   * @return empty if it is not here, has expired, or can not be read any more
   */
  Optional<CacheEntry> promote(CacheKey key, boolean lookup, long now);

  /**
   * The key was overwritten or removed: what is kept of it here is void.
   *
   * @return whether there was something
   */
  boolean forget(CacheKey key);

  /**
   * Every key under which a value could be promoted, in no order; some of them may be in the
   * segment as well.
   */
  default void forEachKey(long now, Consumer<CacheKey> action) {
    forEach(
        now,
        entry -> {
          if (!entry.absent()) {
            action.accept(entry.key());
          }
        });
  }

  /** Every entry that could be promoted, in no order, each where it is nearest. */
  default void forEach(long now, Consumer<LowerEntry> action) {}

  /** What each tier below the segment holds, the nearest first. */
  default List<TierTally> tally() {
    return List.of();
  }

  /** There is nothing below memory: an evicted entry is gone. */
  Residency MEMORY_ONLY =
      new Residency() {
        @Override
        public void demote(CacheEntry entry) {}

        @Override
        public Optional<CacheEntry> promote(CacheKey key, boolean lookup, long now) {
          return Optional.empty();
        }

        @Override
        public boolean forget(CacheKey key) {
          return false;
        }
      };
}
