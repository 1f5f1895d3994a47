package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;

/**
 * A tenant's namespace in one segment, and what happened in it since it was first used. Entries
 * share it, so that they hold neither name themselves and find their counts without looking them
 * up. Belongs to the segment's one writer.
 */
public final class Scope {

  final Tenant tenant;
  final String namespace;

  /** Of lookups, which are counted nowhere else, and of evictions. */
  final Counters counters = new Counters();

  /** At so many hits, and so many misses, one is picked; see {@link LookupSample}. */
  long pickHit;

  long pickMiss;

  /** In memory and with a value; see {@link KeyCount}. */
  private long keys;

  private long ending;
  private final int number;
  private final long hash;
  private final long seed;

  /**
   * @param number how many scopes the segment knew before
   * @param seed of the segment's hashes
   */
  Scope(Tenant tenant, String namespace, int number, long seed) {
    this.tenant = tenant;
    this.namespace = namespace;
    this.number = number;
    this.hash = KeyHash.ofScope(tenant.name, namespace);
    this.seed = seed;
  }

  boolean holds(CacheKey key) {
    return same(namespace, key.namespace()) && same(tenant.name, key.tenant());
  }

  private static boolean same(String one, String other) {
    return one == other || one.equals(other);
  }

  /**
   * What stands for one of its keys in the segment.
   *
   * @param key its last part
   */
  long hash(String key) {
    return KeyHash.of(hash, key, seed);
  }

  void missed() {
    counters.misses++;
  }

  /**
   * @param sign 1 for an entry that comes, −1 for one that goes
   */
  void account(CacheEntry entry, int sign) {
    if (!entry.absent()) {
      keys += sign;
      if (entry.expiresAt() != Long.MAX_VALUE) {
        ending += sign;
      }
    }
  }

  KeyCount keyCount() {
    return new KeyCount(keys, ending);
  }

  /** Of their lookups. */
  static Tally sum(Iterable<Scope> scopes) {
    Counters sum = new Counters();
    for (Scope scope : scopes) {
      sum.addLookups(scope.counters);
    }
    return sum.tally();
  }

  public String tenant() {
    return tenant.name;
  }

  public String namespace() {
    return namespace;
  }

  /** What stands for it in its segment: 0, 1, 2 and so on, in the order of first use. */
  public int number() {
    return number;
  }

  public long hits() {
    return counters.hits;
  }

  public long misses() {
    return counters.misses;
  }

  /** The recorded cost of every hit, in milliseconds. */
  public long savedMillis() {
    return counters.savedMillis;
  }

  public long evictions() {
    return counters.evictions;
  }
}
