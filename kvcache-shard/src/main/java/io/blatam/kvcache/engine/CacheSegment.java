package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A bounded map with one writer: not thread-safe. The weights of all entries together never exceed
 * the bound, not even between two statements of a put. All times are milliseconds since the epoch
 * and are passed in; a clock that goes back only makes entries live longer.
 */
public final class CacheSegment {

  private static final byte[] NOTHING = new byte[0];

  private final long maxBytes;
  private final double ttlJitter;
  private EvictionPolicy policy;
  private final Codec codec;
  private final Residency residency;
  private final RandomGenerator random;
  private final long seed;
  private final EntryTable entries = new EntryTable();
  private final Tenants tenants = new Tenants();
  private final Counters total = new Counters();
  private SegmentListener[] listeners = {};

  /**
   * @param ttlJitter 0 to 1: how much of a TTL may be cut off at random, so that entries written
   *     together do not expire together
   */
  public CacheSegment(
      long maxBytes,
      double ttlJitter,
      EvictionPolicy policy,
      Codec codec,
      Residency residency,
      RandomGenerator random) {
    this.maxBytes = maxBytes;
    this.ttlJitter = ttlJitter;
    this.policy = policy;
    this.codec = codec;
    this.residency = residency;
    this.random = random;
    this.seed = random.nextLong();
  }

  /** From now on told of everything that happens here. */
  public void listen(SegmentListener listener) {
    listeners = Arrays.copyOf(listeners, listeners.length + 1);
    listeners[listeners.length - 1] = listener;
  }

  /** Looks a key up and counts the hit or miss. */
  public Optional<CachedValue> get(CacheKey key, long now) {
    CacheEntry entry = live(key, now);
    for (SegmentListener listener : listeners) {
      listener.lookedUp(key, entry != null, now);
    }
    if (entry == null) {
      total.misses++;
      tenants.scope(key).tenant.counters.misses++;
      return Optional.empty();
    }
    policy.touched(entry);
    Counters tenant = counters(entry);
    total.hits++;
    tenant.hits++;
    total.savedMillis += entry.cost();
    tenant.savedMillis += entry.cost();
    return Optional.of(
        new CachedValue(codec.decode(entry.encoded()), entry.absent(), entry.cost()));
  }

  /**
   * Stores a value, evicting as many others as it takes. An older value under the same key is gone
   * in any case.
   *
   * @return false if it was not stored: it is larger than the segment, or the policy finds it not
   *     worth its room
   */
  public boolean put(CacheKey key, byte[] value, Duration ttl, long cost, long now) {
    return putUntil(key, value, expiry(ttl, now), cost);
  }

  /**
   * Like {@link #put}, but ends exactly at {@code expiresAt}: for callers who were promised a
   * moment and can ask how far away it is.
   *
   * @param expiresAt milliseconds since the epoch; {@link Long#MAX_VALUE} is never
   */
  public boolean putUntil(CacheKey key, byte[] value, long expiresAt, long cost) {
    return store(key, codec.encode(value), false, cost, expiresAt);
  }

  /**
   * Takes in an entry as it was kept elsewhere: in a checkpoint, or by the segment that owned the
   * key before. What is here already is newer and stays.
   *
   * @return whether it is here now because of this
   */
  public boolean restore(CacheEntry entry, long now) {
    CacheKey key = entry.key();
    return !entry.expired(now)
        && live(key, now) == null
        && store(key, entry.in(tenants.scope(key), hash(key)));
  }

  /** Every live entry that is in memory, about in the order in which they would be evicted. */
  public void forEach(long now, Consumer<CacheEntry> action) {
    policy.forEach(
        entry -> {
          if (!entry.expired(now)) {
            action.accept(entry);
          }
        });
  }

  /** When the entry ends; empty when there is none. Neither a hit nor a miss, nor a use. */
  public OptionalLong expiresAt(CacheKey key, long now) {
    CacheEntry entry = live(key, now);
    return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.expiresAt());
  }

  /** Every live key, in no order. The segment must not be changed meanwhile. */
  public void forEachKey(long now, Consumer<CacheKey> action) {
    entries.forEach(
        entry -> {
          if (!entry.expired(now)) {
            action.accept(entry.key());
          }
        });
  }

  /** Every live key of a tenant's namespace, in no order. The segment must not be changed. */
  public void forEachKey(String tenant, String namespace, long now, Consumer<CacheKey> action) {
    Optional<Scope> scope = tenants.find(tenant).map(each -> each.scope(namespace));
    entries.forEach(
        entry -> {
          if (scope.isPresent() && entry.scope() == scope.get() && !entry.expired(now)) {
            action.accept(entry.key());
          }
        });
  }

  /** Remembers that there is nothing under this key. */
  public boolean putAbsent(CacheKey key, Duration ttl, long cost, long now) {
    return store(key, NOTHING, true, cost, expiry(ttl, now));
  }

  /**
   * @return whether there was an entry
   */
  public boolean remove(CacheKey key) {
    CacheEntry entry = entries.find(key, hash(key));
    if (entry != null) {
      drop(entry);
    }
    boolean below = residency.forget(key);
    if (entry == null && !below) {
      return false;
    }
    for (SegmentListener listener : listeners) {
      listener.removed(key);
    }
    return true;
  }

  /**
   * Drops every expired entry. Reading drops them too; this is for those that nobody reads again.
   *
   * @return how many
   */
  public int removeExpired(long now) {
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

  /**
   * Changes the policy while the segment is in use. The new one, which must know nothing yet, is
   * told of every entry, the ones that the old policy would give up first coming first.
   */
  public void policy(EvictionPolicy next) {
    for (int left = entries.size(); left > 0; left--) {
      CacheEntry entry = policy.victim().orElseThrow();
      policy.evicted(entry);
      next.arriving(entry);
      next.inserted(entry);
    }
    policy = next;
  }

  public long bytes() {
    return total.bytes;
  }

  public Tally tally() {
    return total.tally();
  }

  public Tally tally(String tenant) {
    return tenants.find(tenant).map(found -> found.counters.tally()).orElse(Tally.ZERO);
  }

  /** The entry from memory or from below it; null if there is none that has not expired. */
  private CacheEntry live(CacheKey key, long now) {
    long hash = hash(key);
    CacheEntry entry = entries.find(key, hash);
    if (entry == null) {
      Optional<CacheEntry> below = residency.promote(key, now);
      return below.isPresent() ? promoted(key, hash, below.get()) : null;
    }
    if (entry.expired(now)) {
      expire(entry);
      return null;
    }
    return entry;
  }

  private CacheEntry promoted(CacheKey key, long hash, CacheEntry below) {
    CacheEntry entry = below.in(tenants.scope(key), hash);
    return store(key, entry) ? entry : null;
  }

  private boolean store(CacheKey key, byte[] encoded, boolean absent, long cost, long expiresAt) {
    Scope scope = tenants.scope(key);
    return store(
        key, new CacheEntry(scope, key.key(), hash(key), encoded, absent, cost, expiresAt));
  }

  private boolean store(CacheKey key, CacheEntry entry) {
    Counters tenant = counters(entry);
    residency.forget(key);
    CacheEntry before = entries.find(key, entry.hash());
    if (entry.weight() > maxBytes || !policy.arriving(entry)) {
      if (before != null) {
        drop(before);
      }
      total.rejected++;
      tenant.rejected++;
      return false;
    }
    // The victim may have been the very entry that is overwritten.
    if (makeRoom(entry, before)) {
      entries.replace(before, entry);
      policy.replaced(before, entry);
      account(before, -1);
    } else {
      entries.add(entry);
      policy.inserted(entry);
    }
    account(entry, 1);
    total.insertions++;
    tenant.insertions++;
    for (SegmentListener listener : listeners) {
      listener.stored(entry);
    }
    return true;
  }

  /** Returns whether {@code before}, which may be null, is still there. */
  private boolean makeRoom(CacheEntry entry, CacheEntry before) {
    boolean there = before != null;
    while (total.bytes - (there ? before.weight() : 0) + entry.weight() > maxBytes) {
      CacheEntry victim = victim();
      there &= victim != before;
      evict(victim);
    }
    return there;
  }

  private CacheEntry victim() {
    return policy
        .victim()
        .orElseThrow(
            () -> new IllegalStateException("the policy lost " + entries.size() + " entries"));
  }

  private void evict(CacheEntry victim) {
    forget(victim);
    policy.evicted(victim);
    total.evictions++;
    counters(victim).evictions++;
    for (SegmentListener listener : listeners) {
      listener.evicted(victim);
    }
    residency.demote(victim);
  }

  private void expire(CacheEntry entry) {
    drop(entry);
    total.expirations++;
    counters(entry).expirations++;
    for (SegmentListener listener : listeners) {
      listener.expired(entry.key());
    }
  }

  private void drop(CacheEntry entry) {
    forget(entry);
    policy.removed(entry);
  }

  private void forget(CacheEntry entry) {
    entries.remove(entry);
    account(entry, -1);
  }

  private void account(CacheEntry entry, int sign) {
    Counters tenant = counters(entry);
    total.entries += sign;
    tenant.entries += sign;
    total.bytes += sign * entry.weight();
    tenant.bytes += sign * entry.weight();
  }

  private long expiry(Duration ttl, long now) {
    long kept = Math.round(ttl.toMillis() * (1 - ttlJitter * random.nextDouble()));
    return now + Math.max(1, kept);
  }

  private long hash(CacheKey key) {
    return KeyHash.of(key, seed);
  }

  private static Counters counters(CacheEntry entry) {
    return entry.scope().tenant.counters;
  }
}
