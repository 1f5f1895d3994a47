package io.blatam.kvcache.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast each tenant goes through one door of this node. Every node counts for itself.
 * Thread-safe; times are {@link System#nanoTime} values.
 */
public final class TenantRates {

  /** Beyond this many, the buckets of tenants who have been quiet for a second are forgotten. */
  private static final int MANY = 10_000;

  private final RateLimits limits;
  private final boolean unlimited;
  private final Map<String, Buckets> tenants = new ConcurrentHashMap<>();

  private static final class Buckets {
    final TokenBucket operations;
    final TokenBucket bytes;

    Buckets(RateLimits.Rate rate, long now) {
      operations = new TokenBucket(rate.operations(), now);
      bytes = new TokenBucket(rate.bytes(), now);
    }

    synchronized long take(long size, long now) {
      long wait = Math.max(operations.untilOpen(now), bytes.untilOpen(now));
      if (wait == 0) {
        operations.take(1);
        bytes.take(size);
      }
      return wait;
    }

    synchronized void owe(long size) {
      bytes.take(size);
    }

    synchronized boolean idle(long now) {
      return operations.full(now) && bytes.full(now);
    }
  }

  public TenantRates(RateLimits limits) {
    this.limits = limits;
    this.unlimited = limits.unlimited();
  }

  public boolean unlimited() {
    return unlimited;
  }

  /**
   * Takes one operation of {@code bytes} from what the tenant may do.
   *
   * @return 0 if it may, else how many nanoseconds to wait
   */
  public long take(String tenant, long bytes, long now) {
    if (unlimited) {
      return 0;
    }
    return buckets(tenant, now).take(bytes, now);
  }

  /** Counts bytes of an operation that was let through before its size was known. */
  public void owe(String tenant, long bytes, long now) {
    if (!unlimited) {
      buckets(tenant, now).owe(bytes);
    }
  }

  private Buckets buckets(String tenant, long now) {
    Buckets buckets = tenants.get(tenant);
    if (buckets == null) {
      if (tenants.size() > MANY) {
        tenants.values().removeIf(each -> each.idle(now));
      }
      buckets = tenants.computeIfAbsent(tenant, name -> new Buckets(limits.of(name), now));
    }
    return buckets;
  }
}
