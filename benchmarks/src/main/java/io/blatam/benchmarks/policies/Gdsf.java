package io.blatam.benchmarks.policies;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Greedy-dual size frequency at a cost of 1 an object (Cherkasova 1998); with history, the
 * frequencies of all objects ever seen are kept.
 */
final class Gdsf implements Cache {

  private static final Comparator<Item> BY_WORTH =
      Comparator.comparingDouble((Item item) -> item.worth).thenComparingInt(item -> item.key);

  private static final class Item {
    final int key;
    int bytes;
    int uses;
    double worth;
    boolean held;

    Item(int key) {
      this.key = key;
    }
  }

  private final long capacity;
  private final boolean history;
  private final Map<Integer, Item> items = new HashMap<>();
  private final TreeSet<Item> byWorth = new TreeSet<>(BY_WORTH);
  private long weight;
  private double inflation;

  Gdsf(long capacity, boolean history) {
    this.capacity = capacity;
    this.history = history;
  }

  @Override
  public boolean access(int key, int bytes) {
    Item item = items.computeIfAbsent(key, Item::new);
    boolean hit = item.held;
    if (hit) {
      drop(item);
    }
    item.uses++;
    item.bytes = bytes;
    item.worth = inflation + (double) item.uses / bytes;
    if (bytes > capacity) {
      return hit;
    }
    item.held = true;
    byWorth.add(item);
    weight += bytes;
    while (weight > capacity) {
      Item victim = byWorth.first();
      inflation = victim.worth;
      drop(victim);
      if (!history) {
        items.remove(victim.key);
      }
    }
    return hit;
  }

  @Override
  public boolean contains(int key) {
    Item item = items.get(key);
    return item != null && item.held;
  }

  private void drop(Item item) {
    byWorth.remove(item);
    weight -= item.bytes;
    item.held = false;
  }
}
