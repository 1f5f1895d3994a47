package io.blatam.kvcache.engine.policy;

import java.util.function.LongConsumer;

/** Least recently used. */
final class LruExpert implements Expert {

  private static final class Node extends Chain.Link<Node> {
    final long key;
    int weight;

    Node(long key) {
      this.key = key;
    }
  }

  private final long capacity;
  private final LongConsumer evicted;
  private final LongMap<Node> nodes = new LongMap<>();
  private final Chain<Node> byAge = new Chain<>();
  private long bytes;

  LruExpert(long capacity, LongConsumer evicted) {
    this.capacity = capacity;
    this.evicted = evicted;
  }

  @Override
  public boolean access(long key, int weight, long cost) {
    Node node = nodes.get(key);
    boolean hit = node != null;
    if (weight > capacity) {
      if (hit) {
        drop(node);
        evicted.accept(key);
      }
      return hit;
    }
    if (hit) {
      byAge.moveToLast(node);
    } else {
      node = new Node(key);
      nodes.put(key, node);
      byAge.addLast(node);
    }
    bytes += weight - node.weight;
    node.weight = weight;
    while (bytes > capacity) {
      Node victim = byAge.first();
      drop(victim);
      evicted.accept(victim.key);
    }
    return hit;
  }

  @Override
  public boolean contains(long key) {
    return nodes.get(key) != null;
  }

  @Override
  public void forget(long key) {
    Node node = nodes.get(key);
    if (node != null) {
      drop(node);
    }
  }

  private void drop(Node node) {
    nodes.remove(node.key);
    byAge.remove(node);
    bytes -= node.weight;
  }
}
