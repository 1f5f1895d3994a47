package io.blatam.kvcache.writes;

/**
 * What waits between the cache and the store now. Sums of figures are figures.
 *
 * @param dirtyEntries keys whose last write the store does not have yet
 * @param dirtyBytes what their writes take in memory
 * @param oldestMillis for how long the oldest of them has been unsaved
 * @param busyKeys keys that something waits for the store for
 * @param heldBytes what those who wait take in memory
 */
public record WriteFigures(
    int dirtyEntries, long dirtyBytes, long oldestMillis, int busyKeys, long heldBytes) {

  public static final WriteFigures NOTHING = new WriteFigures(0, 0, 0, 0, 0);

  public WriteFigures plus(WriteFigures other) {
    return new WriteFigures(
        dirtyEntries + other.dirtyEntries,
        dirtyBytes + other.dirtyBytes,
        Math.max(oldestMillis, other.oldestMillis),
        busyKeys + other.busyKeys,
        heldBytes + other.heldBytes);
  }
}
