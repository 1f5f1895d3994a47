package io.blatam.kvcache.api;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer of {@link KvCache#getOrLoad}.
 *
 * @param value empty when the loader found nothing
 * @param origin where it came from
 * @param savedCost the recorded cost of loading it, where this caller did not have to; zero when it
 *     loaded
 */
public record Outcome(Optional<byte[]> value, Origin origin, Duration savedCost) {

  public enum Origin {
    /** It was in the cache. */
    HIT,
    /**
     * It was in the cache and its freshness is over; a newer value is being loaded, by this caller
     * or another ({@link LoadOptions#staleFor}).
     */
    STALE,
    /** Somebody else was loading it, and this caller waited. */
    JOINED,
    /** This caller's loader ran, and the value is offered to everyone. */
    LOADED,
    /**
     * This caller's loader ran beside the cache: it was unreachable, or the value was too large for
     * it.
     */
    BYPASSED
  }
}
