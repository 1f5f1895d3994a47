package io.blatam.kvcache.writes;

/**
 * How one namespace is written; every component is explained beside its key in {@code
 * reference.conf}. Times are milliseconds.
 *
 * @param store what {@link io.blatam.kvcache.store.Stores#named} knows
 */
public record WriteSettings(
    WritePattern pattern,
    String store,
    long maxDelay,
    int batchSize,
    long batchBytes,
    long maxDirtyBytes,
    OnFull onFull,
    long retryMin,
    long retryMax) {

  /** Akka's timers are not finer than 10 ms, and the store needs time as well. */
  private static final long SHORTEST_DELAY = 20;

  /**
   * @throws IllegalArgumentException beginning with the key that does not fit
   */
  public WriteSettings {
    require(
        maxDelay >= SHORTEST_DELAY,
        "write-back.max-delay: must be at least " + SHORTEST_DELAY + " ms");
    require(batchSize >= 1, "write-back.batch-size: must be at least 1");
    require(batchBytes >= 1, "write-back.batch-bytes: must be at least 1");
    require(maxDirtyBytes >= 1, "write-back.max-dirty-bytes: must be at least 1");
    require(retryMin >= 1, "write-back.retry-min: must be at least 1 ms");
    require(retryMax >= retryMin, "write-back.retry-max: must be at least retry-min");
    require(!store.isBlank(), "store: must be table or the name of a class");
  }

  /**
   * How long a write may gather others before saving begins. Half of what may pass until it is
   * saved, so that the other half is left for saving.
   */
  long linger() {
    return pattern == WritePattern.BACK ? maxDelay / 2 : 0;
  }

  /** How long to leave the store alone after that many failures in a row. */
  long backoff(int failures) {
    long doubled = retryMin << Math.min(failures - 1, 30);
    return doubled <= 0 ? retryMax : Math.min(retryMax, doubled);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
