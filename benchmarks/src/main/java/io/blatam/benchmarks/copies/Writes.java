package io.blatam.benchmarks.copies;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Somebody writes the key at a steady pace until this is closed. */
final class Writes implements AutoCloseable {

  private final Histogram nanos = new Histogram(3);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  Writes(KvCache cache, CacheKey key, byte[] value, int perSecond) {
    this.thread = new Thread(() -> write(cache, key, value, perSecond), "writes");
    thread.start();
  }

  private void write(KvCache cache, CacheKey key, byte[] value, int perSecond) {
    try {
      while (!stop.await(1_000 / perSecond, TimeUnit.MILLISECONDS)) {
        long started = System.nanoTime();
        cache
            .put(key, value, Duration.ofHours(1), Duration.ofMillis(100))
            .toCompletableFuture()
            .join();
        synchronized (nanos) {
          nanos.recordValue(System.nanoTime() - started);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String row() {
    synchronized (nanos) {
      return String.format(
          Locale.ROOT,
          "%-34s %10.1f %10.1f %12d",
          "  the writes, at the owner",
          nanos.getValueAtPercentile(50) / 1_000.0,
          nanos.getValueAtPercentile(99) / 1_000.0,
          nanos.getTotalCount());
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
