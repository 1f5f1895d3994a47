package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.Arrays;

/**
 * What happens in a segment: counted for all and for whose key it is, and told to whoever listens,
 * but for lookups: of these there are too many, see {@link LookupSample}. Belongs to the segment's
 * one writer.
 */
final class Ledger {

  /** Of everything but lookups, which their scopes count. */
  final Counters total = new Counters();

  private SegmentListener[] listeners = {};

  void listen(SegmentListener listener) {
    listeners = Arrays.copyOf(listeners, listeners.length + 1);
    listeners[listeners.length - 1] = listener;
  }

  void scoped(Scope scope) {
    for (SegmentListener listener : listeners) {
      listener.scoped(scope);
    }
  }

  void hit(CacheEntry entry, boolean stale) {
    entry.scope().counters.hit(entry.cost(), stale);
  }

  void hitElsewhere(CacheEntry entry, long hits, long now) {
    entry.scope().counters.hitElsewhere(entry.cost(), hits);
    for (SegmentListener listener : listeners) {
      listener.hitElsewhere(entry, hits, now);
    }
  }

  void stored(CacheEntry entry) {
    total.insertions++;
    of(entry).insertions++;
    for (SegmentListener listener : listeners) {
      listener.stored(entry);
    }
  }

  void rejected(Tenant tenant) {
    total.rejected++;
    tenant.counters.rejected++;
  }

  void evictedForQuota(Tenant tenant) {
    total.quotaEvictions++;
    tenant.counters.quotaEvictions++;
  }

  void evicted(CacheEntry entry) {
    total.evictions++;
    of(entry).evictions++;
    entry.scope().counters.evictions++;
    for (SegmentListener listener : listeners) {
      listener.evicted(entry);
    }
  }

  void removed(CacheKey key, long hash, Tenant tenant) {
    total.removals++;
    tenant.counters.removals++;
    for (SegmentListener listener : listeners) {
      listener.removed(key, hash);
    }
  }

  void expired(CacheEntry entry) {
    total.expirations++;
    of(entry).expirations++;
    for (SegmentListener listener : listeners) {
      listener.expired(entry);
    }
  }

  void came(CacheEntry entry) {
    total.account(entry, 1);
    of(entry).account(entry, 1);
    entry.scope().account(entry, 1);
  }

  void went(CacheEntry entry) {
    total.account(entry, -1);
    of(entry).account(entry, -1);
    entry.scope().account(entry, -1);
  }

  private static Counters of(CacheEntry entry) {
    return entry.scope().tenant.counters;
  }
}
