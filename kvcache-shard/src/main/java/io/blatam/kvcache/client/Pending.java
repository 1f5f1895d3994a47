package io.blatam.kvcache.client;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a node has under way, and says when that is enough. Thread-safe. */
final class Pending {

  private final int most;
  private final AtomicInteger now = new AtomicInteger();

  Pending(int most) {
    this.most = most;
  }

  /**
   * @return false if so many more would be too many; then none has begun
   */
  boolean begin(int calls) {
    if (now.addAndGet(calls) > most) {
      now.addAndGet(-calls);
      return false;
    }
    return true;
  }

  void ended() {
    now.decrementAndGet();
  }
}
