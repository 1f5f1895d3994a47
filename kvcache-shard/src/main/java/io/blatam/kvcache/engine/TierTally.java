package io.blatam.kvcache.engine;

/**
 * What one tier of a segment holds now, and what happened there since the segment came up. Sums of
 * tallies of the same tier are tallies.
 *
 * @param tier {@code hot}, {@code warm} or {@code cold}
 * @param bytes on the heap, with overhead; of files, for cold
 * @param sharedBytes what equal contents would take besides if each had a copy of its own
 * @param hits lookups that this tier answered
 * @param arrivals entries that came in: stored or promoted (hot), demoted or written (below)
 * @param dropped entries that left for lack of room and went no further down
 * @param unreadable values that could not be read back; each was a miss
 * @param tampered values whose HMAC was not right; each was a miss and raised an alarm
 */
public record TierTally(
    String tier,
    long entries,
    long bytes,
    long sharedBytes,
    long hits,
    long arrivals,
    long dropped,
    long unreadable,
    long tampered) {

  public static final String HOT = "hot";
  public static final String WARM = "warm";
  public static final String COLD = "cold";

  /**
   * @throws IllegalArgumentException if the other is of another tier
   */
  public TierTally plus(TierTally other) {
    if (!tier.equals(other.tier)) {
      throw new IllegalArgumentException(tier + " and " + other.tier + " do not add up");
    }
    return new TierTally(
        tier,
        entries + other.entries,
        bytes + other.bytes,
        sharedBytes + other.sharedBytes,
        hits + other.hits,
        arrivals + other.arrivals,
        dropped + other.dropped,
        unreadable + other.unreadable,
        tampered + other.tampered);
  }
}
