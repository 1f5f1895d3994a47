package io.blatam.inference.batch;

import akka.Done;
import akka.stream.BoundedSourceQueue;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.platform.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import kamon.Kamon;

/**
 * Takes requests one by one and sends them in batches. Each owner gets its own result: one that
 * cancels leaves the others alone, and a batch that is refused because of what is in it is sent
 * again one by one, so that only the one at fault fails. When all owners of a batch have gone, so
 * has the batch.
 *
 * <p>Thread-safe. Bounded: what does not fit is refused at once with RATE_LIMITED.
 *
 * @param <I> a request
 * @param <O> its result
 */
public final class BatchCollector<I, O> {

  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(1);

  /** Sends a batch; as many results come back, in the same order. Cancelling it stops it. */
  @FunctionalInterface
  public interface Call<I, O> {
    CompletableFuture<List<O>> send(List<I> requests);
  }

  private record Ticket<I, O>(I request, int priority, CompletableFuture<O> result) {}

  private final String name;
  private final BatchSettings settings;
  private final Call<I, O> call;
  private final Predicate<Throwable> oneAtFault;
  private final Executor executor;
  private final AtomicInteger present = new AtomicInteger();
  private final BoundedSourceQueue<Ticket<I, O>> queue;

  /**
   * @param name in metrics
   * @param kind only requests of equal kind are sent together
   * @param oneAtFault whether a batch failed because of one of its requests
   */
  public BatchCollector(
      String name,
      BatchSettings settings,
      Function<I, ?> kind,
      Call<I, O> call,
      Predicate<Throwable> oneAtFault,
      Materializer materializer) {
    this.name = name;
    this.settings = settings;
    this.call = call;
    this.oneAtFault = oneAtFault;
    this.executor = materializer.executionContext()::execute;
    this.queue =
        Source.<Ticket<I, O>>queue(settings.waiting())
            .via(
                new PriorityWindow<>(
                    settings.most(),
                    settings.window(),
                    settings.waiting(),
                    settings.age(),
                    Ticket::priority,
                    ticket -> !ticket.result().isDone()))
            .mapConcat(batch -> byKind(batch, kind))
            .mapAsyncUnordered(settings.atOnce(), this::send)
            .to(Sink.ignore())
            .run(materializer);
  }

  private static <I, O> List<List<Ticket<I, O>>> byKind(
      List<Ticket<I, O>> batch, Function<I, ?> kind) {
    Map<Object, List<Ticket<I, O>>> kinds = new LinkedHashMap<>();
    for (Ticket<I, O> ticket : batch) {
      kinds.computeIfAbsent(kind.apply(ticket.request()), k -> new ArrayList<>()).add(ticket);
    }
    return List.copyOf(kinds.values());
  }

  /**
   * @param priority 1 is first
   * @return the result; cancelling it gives up this request alone
   */
  public CompletableFuture<O> submit(I request, int priority) {
    CompletableFuture<O> result = new CompletableFuture<>();
    if (present.incrementAndGet() > settings.waiting()) {
      present.decrementAndGet();
      return CompletableFuture.failedFuture(full());
    }
    result.whenComplete((value, failure) -> present.decrementAndGet());
    if (!queue.offer(new Ticket<>(request, priority, result)).isEnqueued()) {
      result.completeExceptionally(full());
    }
    return result;
  }

  private CompletionStage<Done> send(List<Ticket<I, O>> batch) {
    Kamon.histogram("blatam.inference.batch.size").withTag("batch", name).record(batch.size());
    CompletableFuture<Done> over = new CompletableFuture<>();
    CompletableFuture<List<O>> sent;
    try {
      sent = call.send(batch.stream().map(Ticket::request).toList());
    } catch (RuntimeException failure) {
      sent = CompletableFuture.failedFuture(failure);
    }
    CompletableFuture<List<O>> answer = sent;
    stopWhenAllHaveGone(batch, answer);
    answer.whenCompleteAsync(
        (results, failure) -> {
          if (failure == null && results.size() == batch.size()) {
            for (int i = 0; i < results.size(); i++) {
              batch.get(i).result().complete(results.get(i));
            }
            over.complete(Done.getInstance());
          } else {
            failed(
                    batch,
                    failure == null ? wrongCount(batch, results) : StageFailure.cause(failure))
                .whenCompleteAsync((done, none) -> over.complete(Done.getInstance()), executor);
          }
        },
        executor);
    return over;
  }

  private void stopWhenAllHaveGone(List<Ticket<I, O>> batch, CompletableFuture<List<O>> answer) {
    AtomicInteger left = new AtomicInteger(batch.size());
    for (Ticket<I, O> ticket : batch) {
      ticket
          .result()
          .whenComplete(
              (value, failure) -> {
                if (left.decrementAndGet() == 0) {
                  // Without effect where it was this answer that completed them.
                  answer.cancel(true);
                }
              });
    }
  }

  /** The request at fault can not be told from the others but by sending each alone. */
  private CompletionStage<Done> failed(List<Ticket<I, O>> batch, Throwable failure) {
    if (batch.size() == 1 || !oneAtFault.test(failure)) {
      batch.forEach(ticket -> ticket.result().completeExceptionally(failure));
      return CompletableFuture.completedStage(Done.getInstance());
    }
    CompletionStage<Done> alone = CompletableFuture.completedStage(Done.getInstance());
    for (Ticket<I, O> ticket : batch) {
      alone =
          alone.thenComposeAsync(
              done ->
                  ticket.result().isDone()
                      ? CompletableFuture.completedStage(done)
                      : send(List.of(ticket)),
              executor);
    }
    return alone;
  }

  private static GenerationException wrongCount(List<?> batch, List<?> results) {
    return new GenerationException(
        Reason.PROTOCOL,
        "a batch of " + batch.size() + " was answered with " + results.size() + " results");
  }

  private GenerationException full() {
    return new GenerationException(
        Reason.RATE_LIMITED,
        settings.waiting() + " requests wait to be sent together already; try again shortly",
        Optional.of(RETRY_WHEN_FULL));
  }
}
