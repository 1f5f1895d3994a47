package io.blatam.kvcache.engine;

import java.util.function.Consumer;

/** The entries that may not be evicted, within their share of the bound and of each quota. */
final class Pins {

  private final Bounds bounds;
  private final Counters total;
  private final EntryList pinned = new EntryList();

  Pins(Bounds bounds, Counters total) {
    this.bounds = bounds;
    this.total = total;
  }

  /** Whether there is room for another one. */
  boolean fit(CacheEntry entry) {
    Tenant tenant = entry.scope().tenant;
    return total.pinnedBytes + entry.weight() <= bounds.pinned(bounds.maxBytes())
        && tenant.counters.pinnedBytes + entry.weight() <= bounds.pinned(tenant.quota);
  }

  void add(CacheEntry entry) {
    entry.pinned(true);
    pinned.addLast(entry);
  }

  void remove(CacheEntry entry) {
    pinned.remove(entry);
    entry.pinned(false);
  }

  int size() {
    return pinned.size();
  }

  void forEach(Consumer<CacheEntry> action) {
    pinned.forEach(action);
  }
}
