package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;

/**
 * Where an entry lives when it has lost its place in the segment's memory. Called by the segment's
 * one writer only. An entry is in the segment or below it, never in both.
 */
public interface Residency {

  /** Takes over an entry that was evicted for room; never one that expired or was removed. */
  void demote(CacheEntry entry);

  /**
   * Gives an entry back, which leaves this place for it: the segment takes it in again.
   *
   * @param now milliseconds since the epoch
   * @return empty if it is not here, has expired, or can not be read any more
   */
  Optional<CacheEntry> promote(CacheKey key, long now);

  /**
   * The key was overwritten or removed: what is kept of it here is void.
   *
   * @return whether there was something
   */
  boolean forget(CacheKey key);

  /** There is nothing below memory: an evicted entry is gone. */
  Residency MEMORY_ONLY =
      new Residency() {
        @Override
        public void demote(CacheEntry entry) {}

        @Override
        public Optional<CacheEntry> promote(CacheKey key, long now) {
          return Optional.empty();
        }

        @Override
        public boolean forget(CacheKey key) {
          return false;
        }
      };
}
