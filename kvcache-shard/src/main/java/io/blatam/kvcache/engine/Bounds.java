package io.blatam.kvcache.engine;

import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * How much a segment may hold.
 *
 * @param maxBytes of all entries together
 * @param pinnedShare which part of them, and of each tenant's quota, may be pinned; 0 to 1, 1
 *     excluded, so that there is always something to evict
 * @param quotaShare which part of {@code maxBytes} a tenant of this name may take; 1 is no limit
 * @param maxEntries how many entries a tenant of this name may have; {@link Long#MAX_VALUE} is no
 *     limit
 */
public record Bounds(
    long maxBytes,
    double pinnedShare,
    ToDoubleFunction<String> quotaShare,
    ToLongFunction<String> maxEntries) {

  private static final double PINNED_SHARE = 0.25;

  /** As many entries as the bytes allow. */
  public Bounds(long maxBytes, double pinnedShare, ToDoubleFunction<String> quotaShare) {
    this(maxBytes, pinnedShare, quotaShare, tenant -> Long.MAX_VALUE);
  }

  /** So many bytes for whoever comes, a quarter of which may be pinned. */
  public static Bounds of(long maxBytes) {
    return new Bounds(maxBytes, PINNED_SHARE, tenant -> 1);
  }

  long quota(String tenant) {
    double share = quotaShare.applyAsDouble(tenant);
    return share >= 1 ? maxBytes : (long) (maxBytes * share);
  }

  long pinned(long bytes) {
    return (long) (bytes * pinnedShare);
  }
}
