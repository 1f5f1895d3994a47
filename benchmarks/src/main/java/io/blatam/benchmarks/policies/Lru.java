package io.blatam.benchmarks.policies;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Least recently used, by weight. */
final class Lru implements Cache {

  private final long capacity;
  private final LinkedHashMap<Integer, Integer> byAge = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  Lru(long capacity) {
    this.capacity = capacity;
  }

  @Override
  public boolean access(int key, int bytes) {
    Integer before = byAge.get(key);
    if (before == null && bytes > capacity) {
      return false;
    }
    byAge.put(key, bytes);
    weight += bytes - (before == null ? 0 : before);
    Iterator<Map.Entry<Integer, Integer>> oldest = byAge.entrySet().iterator();
    while (weight > capacity) {
      weight -= oldest.next().getValue();
      oldest.remove();
    }
    return before != null;
  }

  @Override
  public boolean contains(int key) {
    return byAge.containsKey(key);
  }
}
