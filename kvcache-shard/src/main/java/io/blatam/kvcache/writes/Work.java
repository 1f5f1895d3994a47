package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.store.StoredValue;
import java.util.Optional;

/**
 * Something to do with one key of a namespace that has a store. All works of a key are done one
 * after the other, in the order they came; each ends with {@link #done} or {@link #refused}.
 */
public interface Work {

  CacheKey key();

  /** About how many bytes it keeps in memory while it waits. */
  long bytes();

  /** Whether it has to know what is there: then that is loaded if the cache does not have it. */
  boolean needsEntry();

  /** Whether it may change something: then it waits while no more may be left unsaved. */
  boolean mayWrite();

  /**
   * Decides what to do. Called once.
   *
   * @param entry what is there; empty as well where {@link #needsEntry} is false
   * @param now milliseconds since the epoch
   * @return the change; empty if there is none to make
   */
  Optional<Change> decide(Optional<StoredValue> entry, long now);

  /** Those with which it is done together, if there are such: with all their changes, or none. */
  default Optional<Group> group() {
    return Optional.empty();
  }

  /** It is done, and if it changed something, that is kept as the namespace's pattern says. */
  void done(long now);

  /** It was not done, or, where the store failed, it is not known whether it was. */
  void refused(KvCacheException why, long now);
}
