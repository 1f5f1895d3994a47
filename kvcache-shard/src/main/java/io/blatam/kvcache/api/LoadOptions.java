package io.blatam.kvcache.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How {@link KvCache#getOrLoad} behaves for one call. Durations may be as long as anybody likes,
 * but more than a hundred years count as a hundred.
 *
 * @param ttl how long a loaded value stays at most; a random part of it is cut off so that entries
 *     written together do not expire together
 * @param loadTimeout how long one loader may take before the next waiter gets its turn
 * @param waitTimeout how long to wait for a value that somebody else is loading
 * @param negativeTtl how long "there is nothing" is remembered; empty, the default, remembers it
 *     not at all
 * @param staleFor for how long after its TTL a value is still given at once, while one caller in
 *     the cluster loads a newer one behind its back; empty, the default, never; more than 24 days
 *     count as that. It holds for what this call stores and for what it takes
 * @param after the entry without which what is loaded is of less use, such as the turn of a
 *     conversation before this one: while both are in memory, an adaptive policy evicts the later
 *     one first. It is stored whether that one is there or not; where it is given, both share
 *     tenant, namespace and tag (see {@link KvCache#putAfter})
 */
public record LoadOptions(
    Duration ttl,
    Duration loadTimeout,
    Duration waitTimeout,
    Optional<Duration> negativeTtl,
    Optional<Duration> staleFor,
    Optional<CacheKey> after) {

  public LoadOptions {
    requirePositive("ttl", ttl);
    requirePositive("loadTimeout", loadTimeout);
    requirePositive("waitTimeout", waitTimeout);
    negativeTtl.ifPresent(value -> requirePositive("negativeTtl", value));
    staleFor.ifPresent(value -> requirePositive("staleFor", value));
  }

  /** Nothing is ever stale. */
  public LoadOptions(
      Duration ttl, Duration loadTimeout, Duration waitTimeout, Optional<Duration> negativeTtl) {
    this(ttl, loadTimeout, waitTimeout, negativeTtl, Optional.empty(), Optional.empty());
  }

  /** A day's TTL, two minutes to load and four to wait, nothing negative remembered. */
  public static LoadOptions defaults() {
    return new LoadOptions(
        Duration.ofDays(1), Duration.ofMinutes(2), Duration.ofMinutes(4), Optional.empty());
  }

  public LoadOptions withTtl(Duration value) {
    return new LoadOptions(value, loadTimeout, waitTimeout, negativeTtl, staleFor, after);
  }

  public LoadOptions withLoadTimeout(Duration value) {
    return new LoadOptions(ttl, value, waitTimeout, negativeTtl, staleFor, after);
  }

  public LoadOptions withWaitTimeout(Duration value) {
    return new LoadOptions(ttl, loadTimeout, value, negativeTtl, staleFor, after);
  }

  public LoadOptions withNegativeTtl(Duration value) {
    return new LoadOptions(ttl, loadTimeout, waitTimeout, Optional.of(value), staleFor, after);
  }

  public LoadOptions withStaleFor(Duration value) {
    return new LoadOptions(ttl, loadTimeout, waitTimeout, negativeTtl, Optional.of(value), after);
  }

  public LoadOptions withAfter(CacheKey value) {
    return new LoadOptions(
        ttl, loadTimeout, waitTimeout, negativeTtl, staleFor, Optional.of(value));
  }

  private static void requirePositive(String field, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(field + ": must be longer than zero, not " + value);
    }
  }
}
