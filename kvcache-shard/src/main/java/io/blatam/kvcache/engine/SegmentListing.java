package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks through what a segment holds, in memory and below. Belongs to the segment's one writer; the
 * segment must not be changed meanwhile.
 */
public final class SegmentListing {

  private final Contents contents;
  private final Residency residency;

  SegmentListing(Contents contents, Residency residency) {
    this.contents = contents;
    this.residency = residency;
  }

  /** Every live entry that is in memory, about in the order in which they would be evicted. */
  public void forEach(long now, Consumer<CacheEntry> action) {
    contents.forEach(
        entry -> {
          if (!entry.expired(now)) {
            action.accept(entry);
          }
        });
  }

  /**
   * Every key with a fresh value, here or below, in no order. The segment must not be changed
   * meanwhile.
   */
  public void forEachKey(long now, Consumer<CacheKey> action) {
    contents.entries.forEach(
        entry -> {
          if (listed(entry, now)) {
            action.accept(entry.key());
          }
        });
    below(now, action);
  }

  /** That somebody remembers that there is nothing is no value. */
  private static boolean listed(CacheEntry entry, long now) {
    return !entry.absent() && !entry.stale(now);
  }

  /**
   * Every key that is not over, fresh or stale, here or below, in no order: for whoever removes.
   * The segment must not be changed meanwhile.
   */
  public void forEachLiveKey(long now, Consumer<CacheKey> action) {
    contents.entries.forEach(
        entry -> {
          if (!entry.expired(now)) {
            action.accept(entry.key());
          }
        });
    forEachBelow(now, entry -> action.accept(entry.key()));
  }

  private void below(long now, Consumer<CacheKey> action) {
    residency.forEachKey(
        now,
        key -> {
          if (contents.find(key) == null) {
            action.accept(key);
          }
        });
  }

  /** Every live entry below memory that is not in memory as well, in no order. */
  public void forEachBelow(long now, Consumer<LowerEntry> action) {
    residency.forEach(
        now,
        entry -> {
          if (contents.find(entry.key()) == null) {
            action.accept(entry);
          }
        });
  }

  /**
   * Every key of a tenant's namespace with a fresh value, in no order. The segment must not be
   * changed meanwhile.
   */
  public void forEachKey(String tenant, String namespace, long now, Consumer<CacheKey> action) {
    Optional<Scope> scope = contents.tenants.find(tenant).flatMap(each -> each.find(namespace));
    contents.entries.forEach(
        entry -> {
          if (scope.isPresent() && entry.scope() == scope.get() && listed(entry, now)) {
            action.accept(entry.key());
          }
        });
    below(
        now,
        key -> {
          if (key.namespace().equals(namespace) && key.tenant().equals(tenant)) {
            action.accept(key);
          }
        });
  }
}
