package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;

/** Why a work of a namespace is not done, in words for whoever asked for it. Immutable. */
final class Refusals {

  private final String namespace;
  private final long patience;

  /**
   * @param patience for how many milliseconds a work may wait
   */
  Refusals(String namespace, long patience) {
    this.namespace = namespace;
    this.patience = patience;
  }

  KvCacheException tooLate(Turn turn) {
    return switch (turn.state()) {
      case NO_ROOM -> busy("as much as may be is unsaved for longer than " + patience + " ms");
      case HELD -> busy("a write of several keys has not ended in " + patience + " ms");
      default ->
          new KvCacheException(
              Reason.STORE_FAILED,
              "the store of cache namespace "
                  + namespace
                  + " did not answer in "
                  + patience
                  + " ms");
    };
  }

  KvCacheException busy(String why) {
    return new KvCacheException(
        Reason.BUSY, "cache namespace " + namespace + ": " + why + "; try again shortly");
  }

  KvCacheException storeFailed(Throwable failure) {
    return new KvCacheException(
        Reason.STORE_FAILED,
        "the store of cache namespace " + namespace + " failed: " + failure.getMessage());
  }

  /** Another owner has written since. */
  KvCacheException fenced(Throwable failure) {
    return new KvCacheException(Reason.UNAVAILABLE, failure.getMessage());
  }

  /**
   * @param most the largest value that the store takes, in bytes
   */
  KvCacheException tooLarge(Change.Put put, int most) {
    return new KvCacheException(
        Reason.TOO_LARGE,
        "a value of "
            + put.value().value().length
            + " bytes does not fit into the store of cache namespace "
            + namespace
            + ", which takes "
            + most);
  }
}
