package io.blatam.kvcache.engine.policy;

import java.util.ArrayDeque;
import java.util.function.LongConsumer;

/**
 * W-TinyLFU (Einziger, Friedman, Manes 2017) with the window climbed towards a better hit ratio
 * (Einziger, Eytan, Friedman, Manes 2018): newcomers pass a window, and enter the main part only if
 * they were asked for more often than the entry that would go for them.
 */
final class TinyLfuExpert implements Expert {

  private static final double WINDOW_SHARE = 0.01;
  private static final double PROTECTED_SHARE = 0.8;
  private static final double STEP = 0.0625;
  private static final double STEP_DECAY = 0.98;
  private static final double RESTART = 0.05;
  private static final int SAMPLE_PER_KEY = 10;

  private enum Place {
    WINDOW,
    PROBATION,
    PROTECTED
  }

  private static final class Node extends Chain.Link<Node> {
    final long key;
    int weight;
    Place place = Place.WINDOW;

    Node(long key) {
      this.key = key;
    }
  }

  private final long capacity;
  private final LongConsumer evicted;
  private final LongMap<Node> nodes = new LongMap<>();
  private final FrequencySketch sketch = new FrequencySketch();
  private final Chain<Node> window = new Chain<>();
  private final Chain<Node> probation = new Chain<>();
  private final Chain<Node> guarded = new Chain<>();
  private final ArrayDeque<Node> candidates = new ArrayDeque<>();
  private final long[] bytes = new long[Place.values().length];
  private double windowCapacity;
  private double step;
  private long asked;
  private long found;
  private double lastHitRatio;

  TinyLfuExpert(long capacity, LongConsumer evicted) {
    this.capacity = capacity;
    this.evicted = evicted;
    this.windowCapacity = Math.max(1, capacity * WINDOW_SHARE);
    this.step = -STEP * capacity;
  }

  @Override
  public boolean access(long key, int weight, long cost) {
    long keys = keysAtCapacity(weight);
    sketch.ensureCapacity(keys);
    sketch.increment(key, keys);
    Node node = nodes.get(key);
    boolean hit = node != null;
    if (hit) {
      bytes[node.place.ordinal()] += weight - node.weight;
      node.weight = weight;
      reorder(node);
    } else if (weight <= capacity) {
      node = new Node(key);
      node.weight = weight;
      nodes.put(key, node);
      enter(node, Place.WINDOW);
    }
    climb(hit, keys);
    if (hit && weight > capacity) {
      forget(key);
      evicted.accept(key);
    }
    makeRoom();
    return hit;
  }

  @Override
  public boolean contains(long key) {
    return nodes.get(key) != null;
  }

  @Override
  public void forget(long key) {
    Node node = nodes.remove(key);
    if (node != null) {
      leave(node);
    }
  }

  private long keysAtCapacity(int weight) {
    long held = total();
    return held == 0 ? capacity / weight : (long) ((double) capacity * nodes.size() / held) + 1;
  }

  private void reorder(Node node) {
    if (node.place == Place.PROBATION) {
      leave(node);
      enter(node, Place.PROTECTED);
      demoteOverflow();
    } else {
      queue(node.place).moveToLast(node);
    }
  }

  private void demoteOverflow() {
    double allowed = (capacity - windowCapacity) * PROTECTED_SHARE;
    while (bytes[Place.PROTECTED.ordinal()] > allowed && guarded.size() > 0) {
      Node oldest = guarded.first();
      leave(oldest);
      enter(oldest, Place.PROBATION);
    }
  }

  private void makeRoom() {
    boolean newestAlone = window.size() == 1 && window.first().weight <= capacity / DOORSTEP;
    while (bytes[Place.WINDOW.ordinal()] > windowCapacity && !newestAlone) {
      Node oldest = window.first();
      leave(oldest);
      enter(oldest, Place.PROBATION);
      candidates.add(oldest);
      newestAlone = window.size() == 1 && window.first().weight <= capacity / DOORSTEP;
    }
    while (total() > capacity) {
      evictOne();
    }
    candidates.clear();
  }

  private void evictOne() {
    Node victim = probation.first();
    if (victim == null) {
      victim = guarded.size() > 0 ? guarded.first() : window.first();
    }
    Node candidate = candidates.poll();
    if (candidate != null && sketch.frequency(candidate.key) <= sketch.frequency(victim.key)) {
      victim = candidate;
    }
    candidates.remove(victim);
    nodes.remove(victim.key);
    leave(victim);
    evicted.accept(victim.key);
  }

  /** Moves the boundary of the window on in the direction that raised the hit ratio. */
  private void climb(boolean hit, long keys) {
    asked++;
    found += hit ? 1 : 0;
    if (asked < SAMPLE_PER_KEY * keys) {
      return;
    }
    double hitRatio = (double) found / asked;
    double change = hitRatio - lastHitRatio;
    double amount = change >= 0 ? step : -step;
    step =
        Math.abs(change) >= RESTART ? Math.copySign(STEP * capacity, amount) : STEP_DECAY * amount;
    lastHitRatio = hitRatio;
    asked = 0;
    found = 0;
    double most = capacity * PROTECTED_SHARE;
    windowCapacity =
        Math.max(Math.max(1, capacity * WINDOW_SHARE / 2), Math.min(most, windowCapacity + amount));
    demoteOverflow();
    // A grown window is filled from the other side, as entries move down it has room for them.
    while (amount > 0
        && probation.size() > 0
        && bytes[Place.WINDOW.ordinal()] + probation.first().weight <= windowCapacity) {
      Node moved = probation.first();
      leave(moved);
      enter(moved, Place.WINDOW);
    }
  }

  private void enter(Node node, Place place) {
    node.place = place;
    queue(place).addLast(node);
    bytes[place.ordinal()] += node.weight;
  }

  private void leave(Node node) {
    queue(node.place).remove(node);
    bytes[node.place.ordinal()] -= node.weight;
  }

  private Chain<Node> queue(Place place) {
    return switch (place) {
      case WINDOW -> window;
      case PROBATION -> probation;
      case PROTECTED -> guarded;
    };
  }

  private long total() {
    return bytes[0] + bytes[1] + bytes[2];
  }
}
