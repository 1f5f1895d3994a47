package io.blatam.benchmarks.policies;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;

/** S3-FIFO (Yang et al., SOSP 2023): 10% small queue, frequencies up to 3. Unit weights. */
final class S3Fifo implements Cache {

  private final long capacity;
  private final long smallCapacity;
  private final ArrayDeque<Integer> small = new ArrayDeque<>();
  private final ArrayDeque<Integer> main = new ArrayDeque<>();
  private final LinkedHashSet<Integer> ghosts = new LinkedHashSet<>();
  private final boolean[] held;
  private final byte[] uses;

  S3Fifo(long capacity, int distinct) {
    this.capacity = capacity;
    this.smallCapacity = Math.max(1, capacity / 10);
    this.held = new boolean[distinct];
    this.uses = new byte[distinct];
  }

  @Override
  public boolean access(int key, int bytes) {
    if (held[key]) {
      uses[key] = (byte) Math.min(3, uses[key] + 1);
      return true;
    }
    boolean known = ghosts.remove(key);
    while (small.size() + main.size() >= capacity) {
      if (small.size() >= smallCapacity || main.isEmpty()) {
        evictSmall();
      } else {
        evictMain();
      }
    }
    (known ? main : small).add(key);
    held[key] = true;
    uses[key] = 0;
    return false;
  }

  @Override
  public boolean contains(int key) {
    return held[key];
  }

  private void evictSmall() {
    int key = small.remove();
    if (uses[key] > 1) {
      uses[key] = 0;
      main.add(key);
      return;
    }
    held[key] = false;
    ghosts.add(key);
    if (ghosts.size() > capacity - smallCapacity) {
      var oldest = ghosts.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private void evictMain() {
    int key = main.remove();
    if (uses[key] > 0) {
      uses[key]--;
      main.add(key);
    } else {
      held[key] = false;
    }
  }
}
