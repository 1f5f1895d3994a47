package io.blatam.kvcache.engine;

/** The mutable side of a {@link Tally}; belongs to a segment's one writer. */
final class Counters {

  long hits;
  long misses;
  long insertions;
  long evictions;
  long expirations;
  long rejected;
  long savedMillis;
  long entries;
  long bytes;

  Tally tally() {
    return new Tally(
        hits, misses, insertions, evictions, expirations, rejected, savedMillis, entries, bytes);
  }
}
