package io.blatam.kvcache.client;

import java.util.concurrent.atomic.AtomicLong;

/** Adds up what a node has under way, and says when that is enough. Thread-safe. */
final class Pending {

  private final long most;
  private final AtomicLong now = new AtomicLong();

  Pending(long most) {
    this.most = most;
  }

  /**
   * @return false if so much more would be too much; then none has begun
   */
  boolean begin(long amount) {
    if (now.addAndGet(amount) > most) {
      now.addAndGet(-amount);
      return false;
    }
    return true;
  }

  void ended() {
    ended(1);
  }

  void ended(long amount) {
    now.addAndGet(-amount);
  }
}
