package io.blatam.kvcache.engine;

/**
 * Counts since the segment came up, and what it holds now. Sums of tallies are tallies.
 *
 * @param savedMillis the recorded cost of every hit, summed
 * @param rejected values too large for the segment
 */
public record Tally(
    long hits,
    long misses,
    long insertions,
    long evictions,
    long expirations,
    long rejected,
    long savedMillis,
    long entries,
    long bytes) {

  public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        hits + other.hits,
        misses + other.misses,
        insertions + other.insertions,
        evictions + other.evictions,
        expirations + other.expirations,
        rejected + other.rejected,
        savedMillis + other.savedMillis,
        entries + other.entries,
        bytes + other.bytes);
  }
}
