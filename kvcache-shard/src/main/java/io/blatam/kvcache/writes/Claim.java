package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.Version;

/**
 * A segment's right to write to its part of a store: the number that the store gave for it, and the
 * numbers of what is written under it. Not thread-safe.
 */
final class Claim {

  private static final long NONE = 0;

  private long epoch = NONE;
  private boolean asked;
  private long sequence;

  boolean stands() {
    return epoch != NONE;
  }

  /** Whether the store has to be asked for it now. True only once: whoever hears it asks. */
  boolean toBeMade() {
    boolean ask = epoch == NONE && !asked;
    asked |= ask;
    return ask;
  }

  void made(long claimedEpoch) {
    asked = false;
    epoch = claimedEpoch;
    sequence = 0;
  }

  void failed() {
    asked = false;
  }

  /** Another owner has made one since. */
  void lost() {
    epoch = NONE;
  }

  /** Zero where there is none. */
  long epoch() {
    return epoch;
  }

  /** Greater than all before it. */
  Version nextVersion() {
    return new Version(epoch, ++sequence);
  }

  /** The change as a write under it, the next one. */
  StoreWrite write(CacheKey key, Change change) {
    Version version = nextVersion();
    return change instanceof Change.Put put
        ? new StoreWrite.Put(key, version, put.value())
        : new StoreWrite.Delete(key, version);
  }
}
