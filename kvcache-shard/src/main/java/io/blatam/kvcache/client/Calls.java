package io.blatam.kvcache.client;

import akka.actor.typed.ActorRef;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.metrics.ClientMetrics;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Begins a node's calls, and turns them away where too many, or too many bytes to write, are under
 * way. Thread-safe.
 */
final class Calls {

  private final KvCacheSettings settings;
  private final ActorRef<ClientActor.Command> client;
  private final ClientMetrics metrics;
  private final Executor executor;
  private final Pending pending;
  private final Pending pendingBytes;

  Calls(
      KvCacheSettings settings,
      ActorRef<ClientActor.Command> client,
      ClientMetrics metrics,
      Executor executor) {
    this.settings = settings;
    this.client = client;
    this.metrics = metrics;
    this.executor = executor;
    this.pending = new Pending(settings.maxPending());
    this.pendingBytes = new Pending(settings.maxPendingBytes());
  }

  /** One operation, and what its answer means. */
  <T> CompletionStage<T> one(
      int segment, LongFunction<Operation> operation, Function<Answer, T> result) {
    CompletableFuture<T> future = new CompletableFuture<>();
    start(List.of(simple(segment, operation, result, future)), List.of(future));
    return future;
  }

  /** Not begun yet: to be started together with others. */
  <T> Call simple(
      int segment,
      LongFunction<Operation> operation,
      Function<Answer, T> result,
      CompletableFuture<T> future) {
    return new SimpleCall<>(
        segment,
        operation,
        result,
        future,
        settings.operationTimeout(),
        settings.askAgainInterval(),
        executor,
        metrics);
  }

  /** Whoever cancels the future lets the next caller load. */
  CompletionStage<Outcome> load(LoadRequest request) {
    CompletableFuture<Outcome> future = new CompletableFuture<>();
    LoadCall call =
        new LoadCall(
            request,
            future,
            settings,
            executor,
            metrics,
            pending,
            (ended, loaded, failure) ->
                client.tell(new ClientActor.LoadEnded(ended, loaded, failure)));
    future.whenComplete(
        (outcome, failure) -> {
          if (future.isCancelled()) {
            client.tell(new ClientActor.Cancel(call));
          }
        });
    start(List.of(call), List.of(future));
    return future;
  }

  /** Starts all calls or, when too many are under way already, fails them all. */
  void start(List<? extends Call> calls, Collection<? extends CompletableFuture<?>> futures) {
    // First of all: it makes the operations, and fails for a caller who left something out.
    long bytes = calls.stream().mapToLong(Call::bytes).sum();
    if (!pending.begin(calls.size())) {
      refuse(
          futures,
          new KvCacheException(
              Reason.BUSY,
              settings.maxPending()
                  + " cache calls are under way on this node; try again shortly"));
      return;
    }
    if (!pendingBytes.begin(bytes)) {
      pending.ended(calls.size());
      refuse(futures, tooManyBytes());
      return;
    }
    CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .whenComplete((value, failure) -> pendingBytes.ended(bytes));
    futures.forEach(future -> future.whenComplete((value, failure) -> pending.ended()));
    client.tell(new ClientActor.Start(calls));
  }

  /** With so many bytes on their way, which count among what a node's calls write. */
  <T> CompletionStage<T> holding(long bytes, Supplier<CompletionStage<T>> work) {
    if (!pendingBytes.begin(bytes)) {
      return CompletableFuture.failedFuture(tooManyBytes());
    }
    CompletionStage<T> done = work.get();
    done.whenComplete((value, failure) -> pendingBytes.ended(bytes));
    return done;
  }

  private static void refuse(
      Collection<? extends CompletableFuture<?>> futures, KvCacheException busy) {
    futures.forEach(future -> future.completeExceptionally(busy));
  }

  private KvCacheException tooManyBytes() {
    return new KvCacheException(
        Reason.BUSY,
        "values of "
            + settings.maxPendingBytes()
            + " bytes are on their way into the cache from this node; try again shortly");
  }

  /**
   * @throws KvCacheException when the answer is that something does not fit into a message
   */
  <A extends Answer> A expect(Class<A> type, Answer answer) {
    if (answer instanceof Answer.TooLarge large) {
      throw tooLarge(large.size());
    }
    return type.cast(answer);
  }

  KvCacheException tooLarge(int bytes) {
    return new KvCacheException(
        Reason.TOO_LARGE,
        bytes
            + " bytes do not fit into a message to another node: blatam.kvcache.max-message-bytes"
            + " is "
            + settings.maxMessageBytes());
  }

  KvCacheException valueTooLarge(int bytes) {
    return new KvCacheException(
        Reason.TOO_LARGE,
        "a value of "
            + bytes
            + " bytes does not fit: blatam.kvcache.max-value-bytes is "
            + settings.maxValueBytes());
  }
}
