package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a segment holds of a namespace with a store, and what is not saved yet: together what is
 * known without asking the store. Not thread-safe.
 */
final class CachedPart {

  private final String namespace;
  private final CacheSegment segment;
  private final DirtyBuffer unsaved;

  CachedPart(String namespace, CacheSegment segment, DirtyBuffer unsaved) {
    this.namespace = namespace;
    this.segment = segment;
    this.unsaved = unsaved;
  }

  /** What the cache holds, or, where it was evicted, what is not saved yet; empty if neither. */
  Optional<Optional<StoredValue>> find(CacheKey key, long now) {
    Optional<CachedValue> cached = segment.get(key, now);
    if (cached.isPresent()) {
      CachedValue value = cached.get();
      long end = segment.expiresAt(key, now).orElse(now);
      return Optional.of(
          value.absent()
              ? Optional.empty()
              : Optional.of(new StoredValue(value.value(), value.cost(), end)));
    }
    return unsaved
        .find(key)
        .map(
            write ->
                write instanceof StoreWrite.Put put ? Optional.of(put.value()) : Optional.empty());
  }

  void apply(CacheKey key, Change change, long now) {
    if (change instanceof Change.Put put && lifetime(put).expiresAt() > now) {
      StoredValue value = put.value();
      segment.put(key, value.value(), lifetime(put), value.cost(), now);
    } else {
      segment.remove(key);
    }
  }

  private static Lifetime lifetime(Change.Put put) {
    return Lifetime.until(put.value().expiresAt()).plusStale(put.staleMillis());
  }

  void forget(CacheKey key) {
    segment.remove(key);
  }

  /** The other owner's word counts from now on: nothing that is here does. */
  void forgetAll(long now) {
    List<CacheKey> cached = new ArrayList<>();
    segment
        .listing()
        .forEachLiveKey(
            now,
            key -> {
              if (key.namespace().equals(namespace)) {
                cached.add(key);
              }
            });
    cached.forEach(segment::remove);
  }
}
