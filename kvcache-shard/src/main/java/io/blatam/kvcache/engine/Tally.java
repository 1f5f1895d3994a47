package io.blatam.kvcache.engine;

/**
 * Counts since the segment came up, and what it holds now. Sums of tallies are tallies.
 *
 * @param staleHits those hits that gave a value past its freshness
 * @param evictions entries that went for room
 * @param quotaEvictions those evictions that made room in a tenant's own quota
 * @param expirations entries whose time was over
 * @param removals entries removed by somebody's wish
 * @param rejected values too large for the segment or their tenant's quota, or not worth their room
 * @param savedMillis the recorded cost of every hit, summed
 * @param pinnedBytes those bytes that can not be evicted
 */
public record Tally(
    long hits,
    long misses,
    long staleHits,
    long insertions,
    long evictions,
    long quotaEvictions,
    long expirations,
    long removals,
    long rejected,
    long savedMillis,
    long entries,
    long bytes,
    long pinnedBytes) {

  public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        hits + other.hits,
        misses + other.misses,
        staleHits + other.staleHits,
        insertions + other.insertions,
        evictions + other.evictions,
        quotaEvictions + other.quotaEvictions,
        expirations + other.expirations,
        removals + other.removals,
        rejected + other.rejected,
        savedMillis + other.savedMillis,
        entries + other.entries,
        bytes + other.bytes,
        pinnedBytes + other.pinnedBytes);
  }
}
