package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where a namespace's values are kept besides the cache. Thread-safe. No method may block its
 * caller; a failed stage says that the store could not do it now and may be asked again.
 *
 * <p>A segment claims a namespace before it uses it and has at most one {@link #save} under way, so
 * the writes of a key come in their order.
 */
public interface BackingStore {

  /**
   * From now on only the caller may write keys of this segment.
   *
   * @return the claim's epoch, greater than every one given before, for whatever segment
   */
  CompletionStage<Long> claim(String namespace, int segment);

  /**
   * What is there of {@code keys}, which are all of one namespace. Expired values may be among it.
   */
  CompletionStage<Map<CacheKey, StoredValue>> load(String namespace, Collection<CacheKey> keys);

  /**
   * All of {@code writes} or none of them; each key occurs once. When the stage completes they
   * survive a crash. Saving the same writes again does no harm.
   *
   * @return fails with {@link StoreFencedException} when {@code epoch} is not the last claim's
   */
  CompletionStage<Void> save(String namespace, int segment, long epoch, List<StoreWrite> writes);

  /**
   * The keys of a tenant's namespace, of all segments, a page at a time.
   *
   * @param after the last key of the page before; empty for the first
   */
  CompletionStage<List<CacheKey>> keys(
      String tenant, String namespace, Optional<CacheKey> after, int limit);

  /**
   * Keys of a tenant's namespace in the order of their {@link CacheKey#position}: {@code limit} of
   * those from one position up to another, and all that share the position of the last. This one
   * looks through all keys for every page, and gives those that have expired too until they are
   * removed; a store that can do better should.
   *
   * @param from the first position
   * @param to behind the last position
   * @param now milliseconds since the epoch
   */
  default CompletionStage<List<CacheKey>> keysByPosition(
      String tenant, String namespace, long from, long to, int limit, long now) {
    NearestKeys nearest = new NearestKeys(from, to, limit);
    return KeyWalk.through(this, tenant, namespace, nearest::add)
        .thenApply(done -> nearest.inOrder());
  }

  /**
   * How many keys a tenant's namespace has. This one counts all keys one by one, those that have
   * expired too until they are removed; a store that can do better should.
   *
   * @param now milliseconds since the epoch
   */
  default CompletionStage<Long> count(String tenant, String namespace, long now) {
    long[] count = {0};
    return KeyWalk.through(this, tenant, namespace, key -> count[0]++).thenApply(done -> count[0]);
  }

  /**
   * Frees what has expired; readers do not see it anyway.
   *
   * @param now milliseconds since the epoch
   * @return how many values
   */
  CompletionStage<Integer> removeExpired(long now);

  /** Longer values are refused before they come here. */
  int maxValueBytes();
}
