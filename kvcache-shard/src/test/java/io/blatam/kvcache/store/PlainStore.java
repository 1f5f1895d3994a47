package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Another store, with nothing but what every store has to have. */
record PlainStore(BackingStore other) implements BackingStore {

  @Override
  public CompletionStage<Long> claim(String namespace, int segment) {
    return other.claim(namespace, segment);
  }

  @Override
  public CompletionStage<Map<CacheKey, StoredValue>> load(
      String namespace, Collection<CacheKey> keys) {
    return other.load(namespace, keys);
  }

  @Override
  public CompletionStage<Void> save(
      String namespace, int segment, long epoch, List<StoreWrite> writes) {
    return other.save(namespace, segment, epoch, writes);
  }

  @Override
  public CompletionStage<List<CacheKey>> keys(
      String tenant, String namespace, Optional<CacheKey> after, int limit) {
    return other.keys(tenant, namespace, after, limit);
  }

  @Override
  public CompletionStage<Integer> removeExpired(long now) {
    return other.removeExpired(now);
  }

  @Override
  public int maxValueBytes() {
    return other.maxValueBytes();
  }
}
