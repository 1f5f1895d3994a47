package io.blatam.benchmarks.copies;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * One thread that keeps so many gets under way: each caller asks again when it has been answered.
 */
record Readers(KvCache cache, CacheKey key, int callers) {

  private record Get(CompletableFuture<Optional<byte[]>> answer, long started) {}

  Figures read(Duration howLong) {
    Histogram nanos = new Histogram(3);
    long begun = System.nanoTime();
    long end = begun + howLong.toNanos();
    ArrayDeque<Get> underWay = new ArrayDeque<>();
    long now = begun;
    while (now < end) {
      while (underWay.size() < callers) {
        underWay.add(new Get(cache.get(key).toCompletableFuture(), System.nanoTime()));
      }
      Get first = underWay.remove();
      if (first.answer().join().isEmpty()) {
        throw new IllegalStateException("the hot key is gone");
      }
      now = System.nanoTime();
      nanos.recordValue(now - first.started());
    }
    return new Figures(nanos, nanos.getTotalCount() / ((now - begun) / 1e9));
  }
}
