package io.blatam.kvcache.engine;

/**
 * The order in which the entries of one tenant with a quota go, whatever the segment's policy is:
 * SIEVE (Zhang et al., NSDI 2024). A read only marks its entry, so a quota costs reads next to
 * nothing.
 */
final class EvictionRing {

  private CacheEntry newest;
  private CacheEntry oldest;

  /** The next to be looked at; null to begin with the oldest. */
  private CacheEntry hand;

  void add(CacheEntry entry) {
    entry.used(false);
    entry.older = newest;
    entry.newer = null;
    if (newest == null) {
      oldest = entry;
    } else {
      newest.newer = entry;
    }
    newest = entry;
  }

  void remove(CacheEntry entry) {
    if (hand == entry) {
      hand = entry.newer;
    }
    if (entry.older == null) {
      oldest = entry.newer;
    } else {
      entry.older.newer = entry.newer;
    }
    if (entry.newer == null) {
      newest = entry.older;
    } else {
      entry.newer.older = entry.older;
    }
    entry.older = null;
    entry.newer = null;
  }

  boolean isEmpty() {
    return oldest == null;
  }

  /** The next to go; constant time on average, since each step over an entry takes a mark away. */
  CacheEntry victim() {
    CacheEntry at = hand == null ? oldest : hand;
    while (at.used()) {
      at.used(false);
      at = at.newer == null ? oldest : at.newer;
    }
    hand = at;
    return at;
  }
}
