package io.blatam.kvcache.client;

import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.store.StoreAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a store answers to a client, who does not wait for ever. Thread-safe. */
final class StoreQuestion {

  private StoreQuestion() {}

  /**
   * The answer; fails with {@link Reason#STORE_FAILED} when there is none in time. What the store
   * was asked for may still happen then.
   */
  static <T> CompletionStage<T> within(
      Duration limit, String namespace, Supplier<CompletionStage<T>> question) {
    return StoreAnswer.to(question)
        .thenApply(Function.identity())
        .toCompletableFuture()
        .orTimeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException ? late(limit, namespace) : failure));
  }

  private static KvCacheException late(Duration limit, String namespace) {
    return new KvCacheException(
        Reason.STORE_FAILED,
        "the store of cache namespace "
            + namespace
            + " did not answer in "
            + limit.toMillis()
            + " ms");
  }
}
