package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.shard.Operation.NewEntry;
import io.blatam.kvcache.store.JointStore;
import io.blatam.kvcache.store.StoreFencedException;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import io.blatam.kvcache.writes.Hold.End;
import io.blatam.platform.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One step over several segments, led from here: each is asked, in the order of their numbers, to
 * keep its keys; then all are saved at once. Asking in one order, no two steps wait for each other.
 * Whoever leads may die at any point: each segment keeps the keys for a lease, and withdraws its
 * part then. For one use; its stages come one after the other.
 */
final class LedStep {

  private static final long UNKNOWN_COST = 1;

  private final String name = UUID.randomUUID().toString();
  private final SortedMap<Integer, List<NewEntry>> bySegment;
  private final JointStore store;
  private final KvCacheSettings settings;
  private final Calls calls;
  private final Executor executor;
  private final String tenant;
  private final String namespace;
  private final long started = System.nanoTime();
  private final List<Integer> asked = new ArrayList<>();
  private final List<JointStore.Share> shares = new ArrayList<>();

  /**
   * @param bySegment of one namespace of one tenant
   */
  LedStep(
      SortedMap<Integer, List<NewEntry>> bySegment,
      JointStore store,
      KvCacheSettings settings,
      Calls calls,
      Executor executor) {
    this.bySegment = bySegment;
    this.store = store;
    this.settings = settings;
    this.calls = calls;
    this.executor = executor;
    CacheKey one = bySegment.get(bySegment.firstKey()).get(0).key();
    this.tenant = one.tenant();
    this.namespace = one.namespace();
  }

  /** Whether none of the keys was there; then all are. */
  CompletionStage<Boolean> run() {
    return keep(bySegment.entrySet().iterator())
        .whenCompleteAsync(
            (free, failure) -> {
              if (failure != null || !free) {
                release(End.NOTHING);
              }
            },
            executor)
        .thenComposeAsync(
            free -> free ? save() : CompletableFuture.completedFuture(false), executor);
  }

  private CompletionStage<Boolean> keep(Iterator<Map.Entry<Integer, List<NewEntry>>> left) {
    if (elapsed().compareTo(settings.patience()) > 0) {
      // The first segment does not keep its keys any more.
      return CompletableFuture.failedFuture(
          new KvCacheException(
              Reason.BUSY,
              "the keys' turns did not come in "
                  + settings.patience().toMillis()
                  + " ms; try again shortly"));
    }
    if (!left.hasNext()) {
      return CompletableFuture.completedFuture(true);
    }
    Map.Entry<Integer, List<NewEntry>> next = left.next();
    int segment = next.getKey();
    List<String> keys = next.getValue().stream().map(entry -> entry.key().key()).toList();
    Operation.Hold hold = new Operation.Hold(0, name, tenant, namespace, keys);
    if (hold.bytes() > settings.maxMessageBytes()) {
      return CompletableFuture.failedFuture(calls.tooLarge(hold.bytes()));
    }
    asked.add(segment);
    return calls
        .one(segment, hold::as, answer -> answer)
        .thenComposeAsync(
            answer -> {
              if (answer instanceof Answer.Held held) {
                shares.add(share(segment, held.version(), next.getValue()));
                return keep(left);
              }
              asked.remove(Integer.valueOf(segment));
              return CompletableFuture.completedFuture(false);
            },
            executor);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static JointStore.Share share(int segment, Version version, List<NewEntry> entries) {
    return new JointStore.Share(
        segment,
        version,
        entries.stream()
            .<StoreWrite>map(
                entry ->
                    new StoreWrite.Put(
                        entry.key(),
                        version,
                        new StoredValue(entry.value(), UNKNOWN_COST, Long.MAX_VALUE)))
            .toList());
  }

  private CompletionStage<Boolean> save() {
    return StoreQuestion.within(
            settings.operationTimeout().minus(elapsed()),
            namespace,
            () -> store.saveTogether(namespace, shares))
        .whenCompleteAsync((saved, failure) -> release(end(failure)), executor)
        .thenApply(saved -> true)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure)));
  }

  private static End end(Throwable failure) {
    if (failure == null) {
      return End.SAVED;
    }
    return StageFailure.cause(failure) instanceof StoreFencedException ? End.NOTHING : End.UNKNOWN;
  }

  private KvCacheException told(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof KvCacheException late) {
      return late;
    } else if (cause instanceof StoreFencedException) {
      return new KvCacheException(Reason.UNAVAILABLE, cause.getMessage());
    }
    return new KvCacheException(
        Reason.STORE_FAILED,
        "the store of cache namespace " + namespace + " failed: " + cause.getMessage());
  }

  /** Nobody waits for the answers: a segment that does not hear of it waits for its lease. */
  private void release(End end) {
    for (int segment : asked) {
      calls.one(segment, id -> new Operation.Release(id, name, namespace, end), answer -> answer);
    }
  }
}
