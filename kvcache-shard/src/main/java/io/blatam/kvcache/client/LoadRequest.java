package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.shard.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What a caller of {@code getOrLoad} wants, and what its segment is told of it. */
record LoadRequest(
    int segment, CacheKey key, LoadOptions options, Supplier<CompletionStage<Loaded>> loader) {

  private static final byte[] NOTHING = new byte[0];

  /**
   * @param id of the call
   * @param slack how long the segment waits beyond the loader's own time: this node ends a load
   *     that takes too long; the segment does it only when this node can not
   */
  Operation ask(long id, Duration slack) {
    long lease = Durations.millis(options.loadTimeout()) + slack.toMillis();
    return new Operation.Acquire(id, key, lease, options.staleFor().isPresent());
  }

  /**
   * @param flight the call that was granted the load
   * @param took how long the load took, its cost where the loader does not say
   */
  Operation fill(Loaded result, long flight, long id, Duration took) {
    boolean absent = result.value().isEmpty();
    Optional<Duration> ttl = absent ? options.negativeTtl() : Optional.of(options.ttl());
    long ttlMillis = result.cacheable() ? ttl.map(Durations::millis).orElse(0L) : 0;
    return new Operation.Fill(
        id,
        flight,
        key,
        result.value().orElse(NOTHING),
        absent,
        ttlMillis,
        options.staleFor().map(Durations::millis).orElse(0L),
        Durations.millis(result.cost().orElse(took)),
        options.after().map(CacheKey::key));
  }

  KvCacheException timeout(String what, Duration limit) {
    return new KvCacheException(
        Reason.LOAD_TIMEOUT,
        "cache namespace "
            + key.namespace()
            + ": "
            + what
            + " for longer than "
            + limit.toMillis()
            + " ms");
  }
}
