package io.blatam.kvcache.api;

/** Why the cache could not do what was asked. {@link Reason} is what a caller decides on. */
public final class KvCacheException extends RuntimeException {

  public enum Reason {
    /**
     * The owning segment did not answer in time: it moves, or its node is gone. Asking again later
     * helps.
     */
    UNAVAILABLE,
    /** Too much is pending already. Asking again later helps. */
    BUSY,
    /** The value does not fit into one message. Asking again does not help. */
    TOO_LARGE,
    /**
     * The store behind the namespace failed. Whether it has the write is not known; the cache has
     * it not, and asks the store at the next read. Asking again later helps.
     */
    STORE_FAILED,
    /** A loader, one's own or somebody else's, did not finish in time. */
    LOAD_TIMEOUT
  }

  private final Reason reason;

  public KvCacheException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
