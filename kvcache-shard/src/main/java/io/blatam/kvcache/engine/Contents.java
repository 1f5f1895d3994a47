package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Pinning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a segment holds, kept within its {@link Bounds} by evicting. A tenant that needs more than
 * its quota evicts its own entries, and only then does the policy choose among everybody's. Pinned
 * entries are in neither order.
 */
final class Contents {

  final Ledger ledger = new Ledger();
  final Tenants tenants;
  final EntryTable entries;
  private final Bounds bounds;
  private final Residency residency;
  private final Pins pins;
  private EvictionPolicy policy;

  /**
   * @param random what nobody outside can know
   */
  Contents(Bounds bounds, EvictionPolicy policy, Residency residency, RandomGenerator random) {
    this.tenants = new Tenants(bounds, random.nextLong(), ledger::scoped);
    this.entries = new EntryTable(random.nextLong());
    this.bounds = bounds;
    this.policy = policy;
    this.residency = residency;
    this.pins = new Pins(bounds, ledger.total);
  }

  /** The key's entry in memory; null if there is none. */
  CacheEntry find(CacheKey key) {
    Scope scope = tenants.known(key);
    return scope == null ? null : entries.find(scope, key.key(), scope.hash(key.key()));
  }

  void touched(CacheEntry entry) {
    entry.used(true);
    if (!entry.pinned()) {
      policy.touched(entry);
    }
  }

  /**
   * Takes an entry in, in place of an older one under its key. A key that was pinned stays so where
   * the new value fits, too.
   *
   * @param key the entry's
   * @return false if it is not here: it does not fit, or the policy finds it not worth its room
   */
  boolean store(CacheKey key, CacheEntry entry) {
    return store(key, entry, null);
  }

  /**
   * @param parent what it is of no use without; null if nothing
   */
  boolean store(CacheKey key, CacheEntry entry, CacheEntry parent) {
    residency.forget(key);
    boolean first = parent != null && policy.chained();
    boolean here = admitted(key, entry, parent);
    if (first) {
      // Where it was not taken in, no room was made yet.
      shrink();
    }
    if (!here) {
      ledger.rejected(tenant(entry));
      return false;
    }
    // Room may have been made by evicting the parent, where the policy does not know chains.
    if (parent != null) {
      follow(entry, parent);
    }
    ledger.stored(entry);
    return true;
  }

  /**
   * The entry is of no use without the other; nothing happens if one may not be evicted. The first
   * that follows another may cost some their room, perhaps this one.
   */
  void follow(CacheEntry entry, CacheEntry parent) {
    if (entry.pinned() || parent.pinned() || !entries.holds(parent) || !entries.holds(entry)) {
      return;
    }
    boolean first = policy.chained();
    policy.follows(entry, parent);
    if (first) {
      shrink();
    }
  }

  /**
   * Like {@link #store}, for an entry that is not new: it comes up from below, where it may stay.
   */
  boolean admit(CacheKey key, CacheEntry entry) {
    return admitted(key, entry, null);
  }

  /**
   * Takes the entry in where there can be room for it. Where not, an older one under its key goes
   * all the same: it is not what is there any more.
   */
  private boolean admitted(CacheKey key, CacheEntry entry, CacheEntry parent) {
    CacheEntry before = find(key);
    boolean pin = false;
    if (before != null && before.pinned()) {
      // It is in no policy, so nothing can be replaced there: the new one comes like any other.
      drop(before);
      before = null;
      pin = pins.fit(entry);
    }
    boolean tooMany = before == null && tenant(entry).full();
    if (tooMany
        || entry.weight() > mostRoomFor(entry)
        || (before == null && !pin && !arriving(entry, parent))) {
      if (before != null) {
        drop(before);
      }
      return false;
    }
    take(entry, before, pin);
    return true;
  }

  private boolean arriving(CacheEntry entry, CacheEntry parent) {
    return parent == null || parent.pinned()
        ? policy.arriving(entry)
        : policy.arriving(entry, parent);
  }

  /** What is under this key is gone, and nothing comes in its place. */
  void refuse(CacheKey key) {
    residency.forget(key);
    CacheEntry before = find(key);
    if (before != null) {
      drop(before);
    }
    ledger.rejected(tenants.tenant(key));
  }

  /**
   * @param before the entry that is overwritten; null if there is none
   * @param pin whether the entry is pinned, because one that was overwritten had been
   */
  private void take(CacheEntry entry, CacheEntry before, boolean pin) {
    // What is overwritten may be what was evicted to make room: then it can not be replaced.
    if (makeRoom(entry, before)) {
      entries.replace(before, entry);
      tenant(entry).notEvictable(before);
      policy.replaced(before, entry);
      ledger.went(before);
    } else {
      entries.add(entry);
      if (pin) {
        pins.add(entry);
      } else {
        if (before != null) {
          policy.arriving(entry);
        }
        policy.inserted(entry);
      }
    }
    if (!pin) {
      tenant(entry).evictable(entry);
    }
    ledger.came(entry);
  }

  /** How many bytes the entry may have when everything goes for it that may be evicted. */
  private long mostRoomFor(CacheEntry entry) {
    Tenant tenant = tenant(entry);
    long beside = policy.bookkeeping(pins.size() + 1) + ledger.total.pinnedBytes;
    return Math.min(bounds.maxBytes() - beside, tenant.quota - tenant.counters.pinnedBytes);
  }

  /**
   * Evicts until the entry fits: first within its tenant's quota, then within the segment.
   *
   * @param before the entry that is overwritten, whose room counts as free; null if there is none
   * @return whether {@code before} is still there
   */
  private boolean makeRoom(CacheEntry entry, CacheEntry before) {
    boolean there = before != null;
    Tenant tenant = tenant(entry);
    while (tenant.limited && overQuota(tenant, entry, there, before)) {
      CacheEntry victim = tenant.victim();
      there &= victim != before;
      ledger.evictedForQuota(tenant);
      evict(victim, before);
    }
    while (ledger.total.bytes - freed(there, before) + entry.weight() > room(there ? 0 : 1)) {
      CacheEntry victim = victim();
      there &= victim != before;
      evict(victim, before);
    }
    return there;
  }

  private static boolean overQuota(
      Tenant tenant, CacheEntry entry, boolean there, CacheEntry before) {
    return tenant.counters.bytes - freed(there, before) + entry.weight() > tenant.quota
        || tenant.counters.entries + (there ? 0 : 1) > tenant.maxEntries;
  }

  /** What entries may weigh when there are so many more. */
  private long room(int more) {
    return bounds.maxBytes() - policy.bookkeeping(entries.size() + more);
  }

  long bookkeeping() {
    return policy.bookkeeping(entries.size());
  }

  private static long freed(boolean there, CacheEntry before) {
    return there ? before.weight() : 0;
  }

  private CacheEntry victim() {
    return policy
        .victim()
        .orElseThrow(
            () -> new IllegalStateException("the policy lost " + entries.size() + " entries"));
  }

  /**
   * @param overwritten goes for good: below, it would come back when the new value has expired
   */
  private void evict(CacheEntry victim, CacheEntry overwritten) {
    forget(victim);
    tenant(victim).notEvictable(victim);
    policy.evicted(victim);
    ledger.evicted(victim);
    if (victim != overwritten) {
      residency.demote(victim);
    }
  }

  /** Returns whether there was something under this key, here or below. */
  boolean remove(CacheKey key) {
    CacheEntry entry = find(key);
    if (entry != null) {
      drop(entry);
    }
    boolean below = residency.forget(key);
    if (entry == null && !below) {
      return false;
    }
    ledger.removed(key, tenants.hash(key), tenants.tenant(key));
    return true;
  }

  void expire(CacheEntry entry) {
    drop(entry);
    ledger.expired(entry);
  }

  int removeExpired(long now) {
    List<CacheEntry> expired = new ArrayList<>();
    entries.forEach(
        entry -> {
          if (entry.expired(now)) {
            expired.add(entry);
          }
        });
    expired.forEach(this::expire);
    return expired.size();
  }

  Pinning pin(CacheEntry entry) {
    if (entry.pinned()) {
      return Pinning.PINNED;
    }
    if (!pins.fit(entry)) {
      return Pinning.NO_ROOM;
    }
    tenant(entry).notEvictable(entry);
    policy.removed(entry);
    ledger.went(entry);
    pins.add(entry);
    ledger.came(entry);
    return Pinning.PINNED;
  }

  void unpin(CacheEntry entry) {
    ledger.went(entry);
    pins.remove(entry);
    ledger.came(entry);
    policy.arriving(entry);
    policy.inserted(entry);
    tenant(entry).evictable(entry);
  }

  /** Hands all entries to another policy, in the order in which they would have gone. */
  void policy(EvictionPolicy next) {
    for (int left = entries.size() - pins.size(); left > 0; left--) {
      CacheEntry entry = victim();
      policy.evicted(entry);
      if (entry instanceof ChainedEntry) {
        next.chained();
      }
      next.arriving(entry);
      next.inserted(entry);
    }
    policy = next;
  }

  /** Evicts what is too much since the policy takes more room. */
  void shrink() {
    while (ledger.total.bytes > room(0) && entries.size() > pins.size()) {
      evict(victim(), null);
    }
  }

  /** Every entry, about in the order in which they would go; pinned ones last. */
  void forEach(Consumer<CacheEntry> action) {
    policy.forEach(action);
    pins.forEach(action);
  }

  /** The entry goes, and not for room: it is neither counted as evicted nor kept below. */
  private void drop(CacheEntry entry) {
    forget(entry);
    if (entry.pinned()) {
      pins.remove(entry);
    } else {
      tenant(entry).notEvictable(entry);
      policy.removed(entry);
    }
  }

  private void forget(CacheEntry entry) {
    entries.remove(entry);
    ledger.went(entry);
  }

  private static Tenant tenant(CacheEntry entry) {
    return entry.scope().tenant;
  }
}
