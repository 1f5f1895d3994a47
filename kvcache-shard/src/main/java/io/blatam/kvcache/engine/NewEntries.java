package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Makes a segment's entries of values: kept as their namespace asks, with an end that is drawn, in
 * the scope that they share with others. Belongs to the segment's one writer.
 */
final class NewEntries {

  private static final byte[] NOTHING = new byte[0];

  private final Tenants tenants;
  private final Codecs codecs;
  private final double ttlJitter;
  private final RandomGenerator random;

  /**
   * @param ttlJitter how much of a TTL may be cut off, 0 to 1
   */
  NewEntries(Tenants tenants, Codecs codecs, double ttlJitter, RandomGenerator random) {
    this.tenants = tenants;
    this.codecs = codecs;
    this.ttlJitter = ttlJitter;
    this.random = random;
  }

  Lifetime lifetime(Duration ttl, long now) {
    return Lifetime.jittered(ttl.toMillis(), ttlJitter, random, now);
  }

  CacheEntry of(CacheKey key, byte[] value, Lifetime lifetime, long cost, long now) {
    Scope scope = tenants.scope(key);
    byte[] encoded = codecs.of(scope.namespace).encode(value);
    long hash = scope.hash(key.key());
    return came(CacheEntry.of(scope, key.key(), hash, encoded, false, cost, lifetime), now);
  }

  /** A block that is of no use without the other. */
  CacheEntry after(
      CacheEntry parent, CacheKey key, byte[] value, Lifetime lifetime, long cost, long now) {
    Scope scope = tenants.scope(key);
    byte[] encoded = codecs.of(scope.namespace).encode(value);
    return came(
        new ChainedEntry(
            scope, key.key(), scope.hash(key.key()), encoded, false, cost, lifetime, parent.name()),
        now);
  }

  /** That there is nothing. */
  CacheEntry absent(CacheKey key, Lifetime lifetime, long cost, long now) {
    Scope scope = tenants.scope(key);
    long hash = scope.hash(key.key());
    return came(CacheEntry.of(scope, key.key(), hash, NOTHING, true, cost, lifetime), now);
  }

  private static CacheEntry came(CacheEntry entry, long now) {
    entry.came(now);
    return entry;
  }
}
