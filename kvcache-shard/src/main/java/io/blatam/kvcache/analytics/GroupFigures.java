package io.blatam.kvcache.analytics;

/**
 * Exact counts of one tenant's namespace since the segments came up. Sums of figures are figures.
 *
 * @param savedMillis the recorded cost of every hit, and of every load that another caller's load
 *     spared
 * @param joined callers who got what somebody else was loading
 */
public record GroupFigures(
    GroupName name, long hits, long misses, long savedMillis, long joined, long evicted) {

  public GroupFigures plus(GroupFigures other) {
    return new GroupFigures(
        name,
        hits + other.hits,
        misses + other.misses,
        savedMillis + other.savedMillis,
        joined + other.joined,
        evicted + other.evicted);
  }

  public long lookups() {
    return hits + misses;
  }
}
