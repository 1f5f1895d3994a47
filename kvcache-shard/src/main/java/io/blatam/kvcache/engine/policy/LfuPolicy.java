package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.EvictionPolicy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Gives up the entry that was read and written least often since it is there; of several, the one
 * that was used last the longest time ago.
 */
public final class LfuPolicy implements EvictionPolicy {

  private final Map<CacheKey, Long> uses = new HashMap<>();
  private final TreeMap<Long, LinkedHashMap<CacheKey, CacheEntry>> byUses = new TreeMap<>();

  @Override
  public boolean arriving(CacheEntry entry) {
    return true;
  }

  @Override
  public void inserted(CacheEntry entry) {
    put(entry, 1);
  }

  @Override
  public void touched(CacheEntry entry) {
    put(entry, take(entry) + 1);
  }

  @Override
  public void replaced(CacheEntry before, CacheEntry after) {
    put(after, take(before) + 1);
  }

  @Override
  public void evicted(CacheEntry entry) {
    take(entry);
  }

  @Override
  public void removed(CacheEntry entry) {
    take(entry);
  }

  @Override
  public Optional<CacheEntry> victim() {
    return Optional.ofNullable(byUses.firstEntry())
        .map(least -> least.getValue().values().iterator().next());
  }

  @Override
  public void forEach(Consumer<CacheEntry> action) {
    byUses.values().forEach(equals -> equals.values().forEach(action));
  }

  private void put(CacheEntry entry, long count) {
    uses.put(entry.key(), count);
    byUses.computeIfAbsent(count, none -> new LinkedHashMap<>()).put(entry.key(), entry);
  }

  private long take(CacheEntry entry) {
    long count = uses.remove(entry.key());
    Map<CacheKey, CacheEntry> equals = byUses.get(count);
    equals.remove(entry.key());
    if (equals.isEmpty()) {
      byUses.remove(count);
    }
    return count;
  }
}
