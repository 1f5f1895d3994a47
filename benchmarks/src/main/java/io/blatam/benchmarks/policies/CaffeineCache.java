package io.blatam.benchmarks.policies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Caffeine from its library, its maintenance done by the calling thread. */
final class CaffeineCache implements io.blatam.benchmarks.policies.Cache {

  private final Cache<Integer, Integer> cache;

  CaffeineCache(long capacity, boolean weighed) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    this.cache =
        weighed
            ? builder
                .maximumWeight(capacity)
                .weigher((Integer key, Integer bytes) -> bytes)
                .<Integer, Integer>build()
            : builder.maximumSize(capacity).build();
  }

  @Override
  public boolean access(int key, int bytes) {
    if (cache.getIfPresent(key) != null) {
      return true;
    }
    cache.put(key, bytes);
    return false;
  }

  @Override
  public boolean contains(int key) {
    return cache.policy().getIfPresentQuietly(key) != null;
  }
}
