package io.blatam.kvcache.tier;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How much a node may still write to disk for entries that lost their place: a token bucket that
 * holds four seconds' worth. It bounds what a flood of writes into the cache does to the disk and
 * to whoever waits for the segment meanwhile. Nothing at all while the disk is nearly full: others
 * need what is left more. Thread-safe.
 */
final class WriteBudget {

  private static final int BURST_SECONDS = 4;

  private final long bytesPerSecond;
  private final LongSupplier nanoTime;
  private final BooleanSupplier diskNearlyFull;
  private double left;
  private long at;

  WriteBudget(long bytesPerSecond, LongSupplier nanoTime, BooleanSupplier diskNearlyFull) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanoTime = nanoTime;
    this.diskNearlyFull = diskNearlyFull;
    this.left = (double) bytesPerSecond * BURST_SECONDS;
    this.at = nanoTime.getAsLong();
  }

  /** Whether the disk has room for anything. */
  boolean room() {
    return !diskNearlyFull.getAsBoolean();
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
