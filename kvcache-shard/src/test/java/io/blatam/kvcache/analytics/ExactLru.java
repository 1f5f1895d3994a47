package io.blatam.kvcache.analytics;

import io.blatam.kvcache.engine.CacheEntry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** An LRU cache bounded in bytes, as simple as can be: what estimates are held against. */
final class ExactLru {

  private final long capacity;
  private final LinkedHashMap<Integer, CacheEntry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  long hits;
  long saved;
  long lookups;

  ExactLru(long capacity) {
    this.capacity = capacity;
  }

  boolean access(int key, CacheEntry entry) {
    lookups++;
    if (entries.get(key) != null) {
      hits++;
      saved += entry.cost();
      return true;
    }
    entries.put(key, entry);
    bytes += entry.weight();
    Iterator<Map.Entry<Integer, CacheEntry>> oldest = entries.entrySet().iterator();
    while (bytes > capacity) {
      bytes -= oldest.next().getValue().weight();
      oldest.remove();
    }
    return false;
  }
}
