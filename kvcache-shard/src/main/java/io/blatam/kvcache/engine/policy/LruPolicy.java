package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.EntryList;
import io.blatam.kvcache.engine.EvictionPolicy;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives up the entry that was not read or written for the longest time. */
public final class LruPolicy implements EvictionPolicy {

  private final EntryList byAge = new EntryList();

  @Override
  public boolean arriving(CacheEntry entry) {
    return true;
  }

  @Override
  public void inserted(CacheEntry entry) {
    byAge.addLast(entry);
  }

  @Override
  public void touched(CacheEntry entry) {
    byAge.moveToLast(entry);
  }

  @Override
  public void replaced(CacheEntry before, CacheEntry after) {
    byAge.remove(before);
    byAge.addLast(after);
  }

  @Override
  public void evicted(CacheEntry entry) {
    byAge.remove(entry);
  }

  @Override
  public void removed(CacheEntry entry) {
    byAge.remove(entry);
  }

  @Override
  public Optional<CacheEntry> victim() {
    return byAge.first();
  }

  @Override
  public void forEach(Consumer<CacheEntry> action) {
    byAge.forEach(action);
  }
}
