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
  private final long seed;

  /**
   * @param ttlJitter how much of a TTL may be cut off, 0 to 1
   * @param seed of the keys' hashes
   */
  NewEntries(Tenants tenants, Codecs codecs, double ttlJitter, RandomGenerator random, long seed) {
    this.tenants = tenants;
    this.codecs = codecs;
    this.ttlJitter = ttlJitter;
    this.random = random;
    this.seed = seed;
  }

  Lifetime lifetime(Duration ttl, long now) {
    long kept = Math.round(ttl.toMillis() * (1 - ttlJitter * random.nextDouble()));
    return Lifetime.until(now + Math.max(1, kept));
  }

  CacheEntry of(CacheKey key, byte[] value, Lifetime lifetime, long cost, long now) {
    byte[] encoded = codecs.of(key.namespace()).encode(value);
    return came(
        CacheEntry.of(tenants.scope(key), key.key(), hash(key), encoded, false, cost, lifetime),
        now);
  }

  /** A block that is of no use without the other. */
  CacheEntry after(
      CacheEntry parent, CacheKey key, byte[] value, Lifetime lifetime, long cost, long now) {
    byte[] encoded = codecs.of(key.namespace()).encode(value);
    return came(
        new ChainedEntry(
            tenants.scope(key),
            key.key(),
            hash(key),
            encoded,
            false,
            cost,
            lifetime,
            parent.name()),
        now);
  }

  /** That there is nothing. */
  CacheEntry absent(CacheKey key, Lifetime lifetime, long cost, long now) {
    return came(
        CacheEntry.of(tenants.scope(key), key.key(), hash(key), NOTHING, true, cost, lifetime),
        now);
  }

  private static CacheEntry came(CacheEntry entry, long now) {
    entry.came(now);
    return entry;
  }

  private long hash(CacheKey key) {
    return KeyHash.of(key, seed);
  }
}
