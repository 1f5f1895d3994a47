package io.blatam.benchmarks.policies;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/** Least frequently used since it is there; ties go to the longest unused. Unit weights. */
final class Lfu implements Cache {

  private final long capacity;
  private final Map<Integer, Integer> uses = new HashMap<>();
  private final TreeMap<Integer, LinkedHashSet<Integer>> byUses = new TreeMap<>();

  Lfu(long capacity) {
    this.capacity = capacity;
  }

  @Override
  public boolean access(int key, int bytes) {
    Integer before = uses.get(key);
    if (before != null) {
      take(key, before);
    } else if (uses.size() >= capacity) {
      int victim = byUses.firstEntry().getValue().iterator().next();
      take(victim, uses.remove(victim));
    }
    int now = before == null ? 1 : before + 1;
    uses.put(key, now);
    byUses.computeIfAbsent(now, none -> new LinkedHashSet<>()).add(key);
    return before != null;
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
