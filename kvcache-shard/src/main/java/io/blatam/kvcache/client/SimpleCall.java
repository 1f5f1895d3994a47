package io.blatam.kvcache.client;

import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.metrics.ClientMetrics;
import io.blatam.kvcache.metrics.TimedOperation;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * One operation, one answer. A get is asked again where no answer has come for a while: the
 * question may have met its segment on the way to another node, and have been lost. An edit is not,
 * not even one that only reads: in its connection's pipeline others may have come after it.
 */
final class SimpleCall<T> implements Call {

  private final int segment;
  private final LongFunction<Operation> operation;
  private final Function<Answer, T> result;
  private final CompletableFuture<T> future;
  private final Duration timeout;
  private final Duration askAgain;
  private final Executor executor;
  private final ClientMetrics metrics;
  private long id;
  private long started;

  /** When there was last a sign of the segment, or none was expected yet. */
  private long heard;

  private long askedLast;
  private boolean gets;

  private Optional<TimedOperation> timed = Optional.empty();

  SimpleCall(
      int segment,
      LongFunction<Operation> operation,
      Function<Answer, T> result,
      CompletableFuture<T> future,
      Duration timeout,
      Duration askAgain,
      Executor executor,
      ClientMetrics metrics) {
    this.segment = segment;
    this.operation = operation;
    this.result = result;
    this.future = future;
    this.timeout = timeout;
    this.askAgain = askAgain;
    this.executor = executor;
    this.metrics = metrics;
  }

  /** Empty for what is not somebody's use of the cache, such as asking for figures. */
  private static Optional<TimedOperation> timed(Operation operation) {
    if (operation instanceof Operation.Get) {
      return Optional.of(TimedOperation.GET);
    } else if (operation instanceof Operation.Put
        || operation instanceof Operation.PutAfter
        || operation instanceof Operation.Remove) {
      return Optional.of(TimedOperation.PUT);
    }
    return operation instanceof Operation.Update
        ? Optional.of(TimedOperation.EDIT)
        : Optional.empty();
  }

  @Override
  public int segment() {
    return segment;
  }

  @Override
  public int bytes() {
    return operation.apply(0).bytes();
  }

  @Override
  public long started() {
    return started;
  }

  @Override
  public void start(long id, Client client, long now) {
    this.id = id;
    this.started = now;
    this.heard = now;
    this.askedLast = now;
    Operation sent = operation.apply(id);
    this.timed = timed(sent);
    this.gets = sent instanceof Operation.Get;
    client.send(segment, sent);
  }

  @Override
  public void answered(Answer answer, Client client, long now) {
    if (answer instanceof Answer.Deferred) {
      heard = now;
      askedLast = now;
      client.sendLater(segment, operation.apply(id));
      return;
    }
    metrics.answered(segment, now - started);
    timed.ifPresent(what -> metrics.took(what, now - started));
    if (answer instanceof Answer.Refused refused) {
      KvCacheException why = new KvCacheException(refused.reason(), refused.message());
      executor.execute(() -> future.completeExceptionally(why));
    } else {
      future.completeAsync(() -> result.apply(answer), executor);
    }
    client.finished(id);
  }

  @Override
  public void unreachable(Client client, long now) {
    fail("does not answer now; try again shortly", client);
  }

  private void fail(String why, Client client) {
    metrics.timedOut();
    KvCacheException failure =
        new KvCacheException(Reason.UNAVAILABLE, "cache segment " + segment + " " + why);
    executor.execute(() -> future.completeExceptionally(failure));
    client.finished(id);
  }

  @Override
  public void tick(Client client, long now) {
    if (now - heard > timeout.toNanos()) {
      fail("did not answer in " + timeout.toMillis() + " ms", client);
    } else if (gets && now - askedLast > askAgain.toNanos()) {
      askedLast = now;
      client.send(segment, operation.apply(id));
    }
  }

  @Override
  public void cancelled(Client client) {
    client.finished(id);
  }
}
