package io.blatam.benchmarks.policies;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Least frequently used; ties go to the longest unused. Without history, uses count since the key
 * is there; with it, since the beginning. Unit weights.
 */
final class Lfu implements Cache {

  private final long capacity;
  private final boolean history;
  private final Map<Integer, Integer> before = new HashMap<>();
  private final Map<Integer, Integer> uses = new HashMap<>();
  private final TreeMap<Integer, LinkedHashSet<Integer>> byUses = new TreeMap<>();

  Lfu(long capacity, boolean history) {
    this.capacity = capacity;
    this.history = history;
  }

  @Override
  public boolean access(int key, int bytes) {
    Integer held = uses.get(key);
    if (held != null) {
      take(key, held);
    } else if (uses.size() >= capacity) {
      int victim = byUses.firstEntry().getValue().iterator().next();
      int count = uses.remove(victim);
      take(victim, count);
      if (history) {
        before.put(victim, count);
      }
    }
    int now = 1 + (held == null ? before.getOrDefault(key, 0) : held);
    uses.put(key, now);
    byUses.computeIfAbsent(now, none -> new LinkedHashSet<>()).add(key);
    return held != null;
  }

  @Override
  public boolean contains(int key) {
    return uses.containsKey(key);
  }

  private void take(int key, int count) {
    LinkedHashSet<Integer> equals = byUses.get(count);
    equals.remove(key);
    if (equals.isEmpty()) {
      byUses.remove(count);
    }
  }
}
