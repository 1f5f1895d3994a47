package io.blatam.kvcache.engine.policy;

import java.util.function.LongConsumer;

/**
 * S3-FIFO (Yang et al., SOSP 2023): a small queue filters what is asked for once, a main queue
 * gives second chances, and keys that left the small queue unproven are remembered for a while.
 */
final class S3FifoExpert implements Expert {

  private static final double SMALL_SHARE = 0.1;
  private static final int MAX_FREQUENCY = 3;

  private enum Place {
    SMALL,
    MAIN,
    GHOST
  }

  private static final class Node extends Chain.Link<Node> {
    final long key;
    int weight;
    int frequency;
    Place place;

    Node(long key) {
      this.key = key;
    }
  }

  private final long capacity;
  private final long smallCapacity;
  private final LongConsumer evicted;
  private final LongMap<Node> nodes = new LongMap<>();
  private final Chain<Node> small = new Chain<>();
  private final Chain<Node> main = new Chain<>();
  private final Chain<Node> ghosts = new Chain<>();
  private long smallBytes;
  private long mainBytes;
  private long ghostBytes;

  S3FifoExpert(long capacity, LongConsumer evicted) {
    this.capacity = capacity;
    this.smallCapacity = Math.max(1, (long) (capacity * SMALL_SHARE));
    this.evicted = evicted;
  }

  @Override
  public boolean access(long key, int weight, long cost) {
    Node node = nodes.get(key);
    boolean hit = node != null && node.place != Place.GHOST;
    if (weight > capacity) {
      forget(key);
      if (hit) {
        evicted.accept(key);
      }
      return hit;
    }
    if (hit) {
      node.frequency = Math.min(MAX_FREQUENCY, node.frequency + 1);
      resize(node, weight);
      makeRoom(0);
      return true;
    }
    if (node != null) {
      leave(node);
    }
    makeRoom(weight);
    boolean known = node != null;
    if (!known) {
      node = new Node(key);
    }
    nodes.put(key, node);
    node.weight = weight;
    node.frequency = 0;
    enter(node, known ? Place.MAIN : Place.SMALL);
    return false;
  }

  @Override
  public boolean contains(long key) {
    Node node = nodes.get(key);
    return node != null && node.place != Place.GHOST;
  }

  @Override
  public void forget(long key) {
    Node node = nodes.remove(key);
    if (node != null) {
      leave(node);
    }
  }

  private void makeRoom(int weight) {
    while (smallBytes + mainBytes + weight > capacity) {
      if (small.size() > 0 && (smallBytes >= smallCapacity || main.size() == 0)) {
        evictFromSmall();
      } else {
        evictFromMain();
      }
    }
  }

  private void evictFromSmall() {
    Node oldest = small.first();
    leave(oldest);
    if (oldest.frequency > 1) {
      oldest.frequency = 0;
      enter(oldest, Place.MAIN);
    } else {
      enter(oldest, Place.GHOST);
      evicted.accept(oldest.key);
      while (ghostBytes > capacity - smallCapacity) {
        Node forgotten = ghosts.first();
        nodes.remove(forgotten.key);
        leave(forgotten);
      }
    }
  }

  private void evictFromMain() {
    Node oldest = main.first();
    if (oldest.frequency > 0) {
      oldest.frequency--;
      main.moveToLast(oldest);
    } else {
      leave(oldest);
      nodes.remove(oldest.key);
      evicted.accept(oldest.key);
    }
  }

  private void resize(Node node, int weight) {
    account(node.place, weight - node.weight);
    node.weight = weight;
  }

  private void enter(Node node, Place place) {
    node.place = place;
    queue(place).addLast(node);
    account(place, node.weight);
  }

  private void leave(Node node) {
    queue(node.place).remove(node);
    account(node.place, -node.weight);
  }

  private Chain<Node> queue(Place place) {
    return switch (place) {
      case SMALL -> small;
      case MAIN -> main;
      case GHOST -> ghosts;
    };
  }

  private void account(Place place, long change) {
    switch (place) {
      case SMALL -> smallBytes += change;
      case MAIN -> mainBytes += change;
      case GHOST -> ghostBytes += change;
    }
  }
}
