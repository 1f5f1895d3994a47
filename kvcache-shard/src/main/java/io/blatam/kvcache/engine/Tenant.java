package io.blatam.kvcache.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a segment knows of a tenant. */
final class Tenant {

  final String name;

  /** Of everything but lookups, which its namespaces count. */
  final Counters counters = new Counters();

  /** Bytes that its entries may take together. */
  final long quota;

  /** How many it may have. */
  final long maxEntries;

  /** Whether that is less than the whole segment has room for. */
  final boolean limited;

  private final Map<String, Scope> scopes = new HashMap<>();

  /** Its entries that may be evicted; empty where it has no quota of its own. */
  private final EvictionRing ring = new EvictionRing();

  Tenant(String name, Bounds bounds) {
    this.name = name;
    this.quota = bounds.quota(name);
    this.maxEntries = bounds.maxEntries().applyAsLong(name);
    this.limited = quota < bounds.maxBytes() || maxEntries < Long.MAX_VALUE;
  }

  /**
   * @param first makes it where the namespace was not used yet
   */
  Scope scope(String namespace, BiFunction<Tenant, String, Scope> first) {
    return scopes.computeIfAbsent(namespace, each -> first.apply(this, each));
  }

  /** Empty where the namespace was not used yet. */
  Optional<Scope> find(String namespace) {
    return Optional.ofNullable(scopes.get(namespace));
  }

  Tally tally() {
    return Scope.sum(scopes.values()).plus(counters.tally());
  }

  void evictable(CacheEntry entry) {
    if (limited) {
      ring.add(entry);
    }
  }

  void notEvictable(CacheEntry entry) {
    if (limited) {
      ring.remove(entry);
    }
  }

  /** Whether another entry would be too many, and none of them may be evicted for it. */
  boolean full() {
    return counters.entries >= maxEntries && limited && ring.isEmpty();
  }

  /** Which of its own entries goes when it needs more than its quota. */
  CacheEntry victim() {
    return ring.victim();
  }
}
