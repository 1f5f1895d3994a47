package io.blatam.kvcache.engine.policy;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Greedy-dual size frequency (Cherkasova 1998) that remembers how often evicted keys were asked
 * for: an entry is worth its frequency × cost ÷ weight, above the worth of what was last given up.
 */
final class GdsfExpert implements Expert {

  /** How many evicted keys are remembered for each one that is held. */
  private static final int HISTORY = 4;

  private static final Comparator<Node> BY_WORTH =
      Comparator.comparingDouble((Node node) -> node.worth).thenComparingLong(node -> node.key);

  private static final class Node extends Chain.Link<Node> {
    final long key;
    int weight;
    long frequency;
    double worth;
    boolean held;

    Node(long key) {
      this.key = key;
    }
  }

  private final long capacity;
  private final LongConsumer evicted;
  private final LongMap<Node> nodes = new LongMap<>();
  private final TreeSet<Node> byWorth = new TreeSet<>(BY_WORTH);
  private final Chain<Node> history = new Chain<>();
  private long bytes;
  private double inflation;

  GdsfExpert(long capacity, LongConsumer evicted) {
    this.capacity = capacity;
    this.evicted = evicted;
  }

  @Override
  public boolean access(long key, int weight, long cost) {
    Node node = nodes.get(key);
    boolean hit = node != null && node.held;
    if (node == null) {
      node = new Node(key);
      nodes.put(key, node);
    } else {
      leave(node);
    }
    node.frequency++;
    node.weight = weight;
    node.worth = inflation + (double) node.frequency * cost / weight;
    if (weight > capacity) {
      remember(node);
      return hit;
    }
    node.held = true;
    byWorth.add(node);
    bytes += weight;
    while (bytes > capacity) {
      evictBut(node);
    }
    return hit;
  }

  @Override
  public boolean contains(long key) {
    Node node = nodes.get(key);
    return node != null && node.held;
  }

  @Override
  public void forget(long key) {
    Node node = nodes.remove(key);
    if (node != null) {
      leave(node);
    }
  }

  private void evictBut(Node newest) {
    Node victim = byWorth.first();
    if (victim == newest && newest.weight <= capacity / DOORSTEP) {
      victim = byWorth.higher(newest);
    }
    inflation = Math.max(inflation, victim.worth);
    leave(victim);
    remember(victim);
  }

  private void remember(Node victim) {
    history.addLast(victim);
    evicted.accept(victim.key);
    if (history.size() > HISTORY * (byWorth.size() + 1)) {
      Node forgotten = history.first();
      nodes.remove(forgotten.key);
      history.remove(forgotten);
    }
  }

  private void leave(Node node) {
    if (node.held) {
      byWorth.remove(node);
      bytes -= node.weight;
      node.held = false;
    } else {
      history.remove(node);
    }
  }
}
