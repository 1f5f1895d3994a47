package io.blatam.kvcache.engine;

/** The mutable side of a {@link Tally}; belongs to a segment's one writer. */
final class Counters {

  long hits;
  long misses;
  long staleHits;
  long insertions;
  long evictions;
  long quotaEvictions;
  long expirations;
  long removals;
  long rejected;
  long savedMillis;
  long entries;
  long bytes;
  long pinnedBytes;

  /**
   * @param sign 1 for an entry that comes, −1 for one that goes
   */
  void account(CacheEntry entry, int sign) {
    long change = sign * entry.weight();
    entries += sign;
    bytes += change;
    if (entry.pinned()) {
      pinnedBytes += change;
    }
  }

  void hit(long cost, boolean stale) {
    hits++;
    savedMillis += cost;
    // A branch, not an addition of zero: the processor runs the further ahead the less is written.
    if (stale) {
      staleHits++;
    }
  }

  /** As if those lookups had been counted here, too. */
  void addLookups(Counters more) {
    hits += more.hits;
    misses += more.misses;
    staleHits += more.staleHits;
    savedMillis += more.savedMillis;
  }

  /** So many lookups, each of which a copy has answered. */
  void hitElsewhere(long cost, long lookups) {
    hits += lookups;
    savedMillis += lookups * cost;
  }

  Tally tally() {
    return new Tally(
        hits,
        misses,
        staleHits,
        insertions,
        evictions,
        quotaEvictions,
        expirations,
        removals,
        rejected,
        savedMillis,
        entries,
        bytes,
        pinnedBytes);
  }
}
