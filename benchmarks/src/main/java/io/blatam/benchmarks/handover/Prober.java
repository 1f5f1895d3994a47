package io.blatam.benchmarks.handover;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;

/** Asks for one key after the other, and remembers what took longest, until it is closed. */
final class Prober implements AutoCloseable {

  private final Thread thread;
  private volatile boolean closed;
  private volatile long slowestNanos;

  Prober(KvCache cache, List<CacheKey> keys) {
    this.thread = new Thread(() -> probe(cache, keys), "prober");
    thread.start();
  }

  private void probe(KvCache cache, List<CacheKey> keys) {
    SplittableRandom random = new SplittableRandom(7);
    while (!closed) {
      long started = System.nanoTime();
      try {
        cache.get(keys.get(random.nextInt(keys.size()))).toCompletableFuture().join();
      } catch (CompletionException e) {
        // That nobody answered counts for as long as it took.
      }
      slowestNanos = Math.max(slowestNanos, System.nanoTime() - started);
    }
  }

  double slowestMillis() {
    return slowestNanos / 1e6;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
