package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.EvictionPolicy;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives up the entry that was not read or written for the longest time. */
public final class LruPolicy implements EvictionPolicy {

  /** In access order: the map moves an entry to the end whenever it is looked up or written. */
  private final LinkedHashMap<CacheKey, CacheEntry> byAge = new LinkedHashMap<>(16, 0.75f, true);

  @Override
  public boolean arriving(CacheEntry entry) {
    return true;
  }

  @Override
  public void inserted(CacheEntry entry) {
    byAge.put(entry.key(), entry);
  }

  @Override
  public void touched(CacheEntry entry) {
    byAge.get(entry.key());
  }

  @Override
  public void replaced(CacheEntry before, CacheEntry after) {
    byAge.put(after.key(), after);
  }

  @Override
  public void evicted(CacheEntry entry) {
    byAge.remove(entry.key());
  }

  @Override
  public void removed(CacheEntry entry) {
    byAge.remove(entry.key());
  }

  @Override
  public Optional<CacheEntry> victim() {
    var oldest = byAge.values().iterator();
    return oldest.hasNext() ? Optional.of(oldest.next()) : Optional.empty();
  }

  @Override
  public void forEach(Consumer<CacheEntry> action) {
    byAge.values().forEach(action);
  }
}
