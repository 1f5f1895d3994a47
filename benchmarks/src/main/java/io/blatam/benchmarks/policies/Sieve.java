package io.blatam.benchmarks.policies;

import java.util.Arrays;

/** SIEVE (Zhang et al., NSDI 2024): a queue, a visited mark each, and a hand. Unit weights. */
final class Sieve implements Cache {

  private static final int NONE = -1;

  private final long capacity;
  private final int[] newer;
  private final int[] older;
  private final boolean[] held;
  private final boolean[] visited;
  private int newest = NONE;
  private int oldest = NONE;
  private int hand = NONE;
  private int size;

  Sieve(long capacity, int distinct) {
    this.capacity = capacity;
    this.newer = new int[distinct];
    this.older = new int[distinct];
    Arrays.fill(newer, NONE);
    Arrays.fill(older, NONE);
    this.held = new boolean[distinct];
    this.visited = new boolean[distinct];
  }

  @Override
  public boolean access(int key, int bytes) {
    if (held[key]) {
      visited[key] = true;
      return true;
    }
    if (size >= capacity) {
      evict();
    }
    older[key] = newest;
    newer[key] = NONE;
    if (newest != NONE) {
      newer[newest] = key;
    }
    newest = key;
    if (oldest == NONE) {
      oldest = key;
    }
    held[key] = true;
    visited[key] = false;
    size++;
    return false;
  }

  @Override
  public boolean contains(int key) {
    return held[key];
  }

  private void evict() {
    int at = hand == NONE ? oldest : hand;
    while (visited[at]) {
      visited[at] = false;
      at = newer[at] == NONE ? oldest : newer[at];
    }
    hand = newer[at];
    if (older[at] == NONE) {
      oldest = newer[at];
    } else {
      newer[older[at]] = newer[at];
    }
    if (newer[at] == NONE) {
      newest = older[at];
    } else {
      older[newer[at]] = older[at];
    }
    held[at] = false;
    size--;
  }
}
