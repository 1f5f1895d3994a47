package io.blatam.kvcache.tier;

import java.util.function.LongSupplier;

/**
 * How much a node may still write to disk for entries that lost their place: a token bucket that
 * holds four seconds' worth. It bounds what a flood of writes into the cache does to the disk and
 * to whoever waits for the segment meanwhile. Thread-safe.
 */
final class WriteBudget {

  private static final int BURST_SECONDS = 4;

  private final long bytesPerSecond;
  private final LongSupplier nanoTime;
  private double left;
  private long at;

  WriteBudget(long bytesPerSecond, LongSupplier nanoTime) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanoTime = nanoTime;
    this.left = (double) bytesPerSecond * BURST_SECONDS;
    this.at = nanoTime.getAsLong();
  }

  /**
   * @return whether so many bytes may be written now
   */
  synchronized boolean take(long bytes) {
    long now = nanoTime.getAsLong();
    left =
        Math.min((double) bytesPerSecond * BURST_SECONDS, left + (now - at) / 1e9 * bytesPerSecond);
    at = now;
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }
}
