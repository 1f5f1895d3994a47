package io.blatam.benchmarks.segment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * One of the caches that are compared. All weigh entries alike, expire them after a day, and are
 * told the time: reading a clock is not what is measured.
 */
public interface Engine {

  /** Which one. */
  enum Kind {
    LRU,
    ADAPTIVE,
    CAFFEINE
  }

  /** What was found, in whatever way the engine says it. */
  Object get(CacheKey key);

  void put(CacheKey key, byte[] value);

  /** Entries that are there. */
  long held();

  static Engine create(Kind kind, long maxBytes) {
    return switch (kind) {
      case LRU -> segment(PolicyName.LRU, maxBytes);
      case ADAPTIVE -> segment(PolicyName.ADAPTIVE, maxBytes);
      case CAFFEINE -> caffeine(maxBytes);
    };
  }

  /** A bound that a number of the workload's entries fit below, whatever a policy takes besides. */
  static long room(int entries) {
    return bytes(entries) + bytes(entries) / 4;
  }

  /** So many bytes as a number of the workload's entries weigh. */
  static long bytes(int entries) {
    return entries * CacheEntry.weight(Workload.key(), Workload.VALUE_BYTES);
  }

  private static Engine segment(PolicyName policy, long maxBytes) {
    CacheSegment segment =
        new CacheSegment(
            maxBytes,
            0.1,
            policy.create(maxBytes),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    return new Engine() {
      @Override
      public Object get(CacheKey key) {
        return segment.get(key, 1);
      }

      @Override
      public void put(CacheKey key, byte[] value) {
        segment.put(key, value, Duration.ofDays(1), 100, 1);
      }

      @Override
      public long held() {
        return segment.tally().entries();
      }
    };
  }

  /** Its maintenance is done by the calling thread, as the segment's is. */
  private static Engine caffeine(long maxBytes) {
    Cache<CacheKey, byte[]> cache =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .ticker(() -> 1)
            .expireAfterWrite(Duration.ofDays(1))
            .maximumWeight(maxBytes)
            .weigher((CacheKey key, byte[] value) -> (int) CacheEntry.weight(key, value.length))
            .build();
    return new Engine() {
      @Override
      public Object get(CacheKey key) {
        return cache.getIfPresent(key);
      }

      @Override
      public void put(CacheKey key, byte[] value) {
        cache.put(key, value);
      }

      @Override
      public long held() {
        cache.cleanUp();
        return cache.estimatedSize();
      }
    };
  }
}
