package io.blatam.inference.openai;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.japi.pf.PFBuilder;
import akka.stream.StreamTcpException;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.metrics.UpstreamMetrics;
import io.blatam.inference.settings.OpenAiSettings;
import io.blatam.inference.spend.Spending;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's way through the endpoints. One that fails before its first token is followed by
 * another that has the model, at once; when all have failed there is a pause and another round.
 * After the first token, never: somebody has read it.
 *
 * <p>Belongs to one run of the stream; its steps follow one another.
 */
final class Asking {

  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  /** What every request shares. */
  record Surroundings(
      OpenAiSettings settings,
      List<Upstream> upstreams,
      RetryPolicy retries,
      Spending spending,
      ActorRef<Dispatch.Command> dispatch,
      Executor executor) {}

  private final Surroundings around;
  private final GenerationRequest request;
  private final Set<Upstream> tried = new HashSet<>();
  private int round;

  Asking(Surroundings around, GenerationRequest request) {
    this.around = around;
    this.request = request;
  }

  Source<GenerationChunk, NotUsed> begin() {
    return next(Optional.empty());
  }

  /**
   * @param before why another was left
   */
  private Source<GenerationChunk, NotUsed> next(Optional<UpstreamFailure> before) {
    CompletableFuture<Permit> permit = new CompletableFuture<>();
    AtomicBoolean used = new AtomicBoolean();
    Dispatch.Ask ask = new Dispatch.Ask(new Wanted(request, Set.copyOf(tried)), permit);
    CompletionStage<Source<GenerationChunk, NotUsed>> answer =
        around
            .spending()
            .ready()
            .thenComposeAsync(
                ready -> {
                  around.dispatch().tell(ask);
                  return permit;
                },
                around.executor())
            .handleAsync(
                (given, failure) ->
                    failure == null ? attempt(given, used) : refused(failure, before),
                around.executor());
    return Source.completionStageSource(answer)
        .watchTermination(
            (mat, done) -> {
              done.whenCompleteAsync(
                  (end, failure) -> leave(permit, used.get()), around.executor());
              return NotUsed.getInstance();
            });
  }

  /** Whoever goes while it waits gives up its place; a permit that nobody used is given back. */
  private void leave(CompletableFuture<Permit> permit, boolean used) {
    if (permit.cancel(false)) {
      around.dispatch().tell(new Dispatch.Withdraw(permit));
    } else if (!permit.isCompletedExceptionally() && !used) {
      permit.join().close(Optional.empty());
    }
  }

  private Source<GenerationChunk, NotUsed> refused(
      Throwable failure, Optional<UpstreamFailure> before) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Dispatch.Refusal && before.isPresent()) {
      return nextRound(before.get());
    }
    return Source.failed(cause instanceof Dispatch.Refusal refusal ? refusal.failure() : cause);
  }

  /**
   * @param used is set when the attempt begins: from then on it is the attempt that closes the
   *     permit, since it alone knows what was used
   */
  private Source<GenerationChunk, NotUsed> attempt(Permit permit, AtomicBoolean used) {
    Upstream upstream = permit.upstream();
    AtomicBoolean answering = new AtomicBoolean();
    long started = System.nanoTime();
    AnswerAssembly assembly = new AnswerAssembly(request, upstream.name(), started);
    return TokenTimeouts.on(upstream.ask(request), around.settings())
        .mapConcat(assembly::on)
        .map(
            chunk -> {
              if (answering.compareAndSet(false, true)) {
                permit.attempt().fine();
              }
              if (chunk instanceof GenerationChunk.Completed) {
                // Whoever asks again when it has the answer finds what was not used.
                finished(permit, assembly, started, null);
              }
              return chunk;
            })
        .mapError(
            Throwable.class, failure -> judged(understood(failure, upstream), permit.attempt()))
        .watchTermination(
            (mat, done) -> {
              used.set(true);
              done.whenCompleteAsync(
                  (end, failure) -> finished(permit, assembly, started, failure),
                  around.executor());
              return mat;
            })
        .recoverWithRetries(
            1,
            new PFBuilder<Throwable, Source<GenerationChunk, NotUsed>>()
                .match(UpstreamFailure.class, failure -> again(failure, upstream, answering.get()))
                .build());
  }

  /** Counts once, whether the answer's last piece or the end of the attempt comes first. */
  private static void finished(
      Permit permit, AnswerAssembly assembly, long startedNanos, Throwable failure) {
    permit
        .close(assembly.usage())
        .ifPresent(
            cost ->
                UpstreamMetrics.asked(
                    permit.upstream().name(),
                    outcome(assembly, failure),
                    Duration.ofNanos(System.nanoTime() - startedNanos),
                    assembly.usage(),
                    cost));
  }

  private static String outcome(AnswerAssembly assembly, Throwable failure) {
    if (failure instanceof UpstreamFailure known) {
      return known.failure().reason().name().toLowerCase(Locale.ROOT);
    }
    return assembly.completed() ? "answered" : "cancelled";
  }

  private Source<GenerationChunk, NotUsed> again(
      UpstreamFailure failure, Upstream upstream, boolean answering) {
    if (answering) {
      return Source.failed(failure.failure());
    }
    tried.add(upstream);
    boolean others =
        around.upstreams().stream()
            .anyMatch(other -> other.own(request.model()).isPresent() && !tried.contains(other));
    if (others && failure.elsewhere()) {
      LOG.info("another endpoint is asked: {}", failure.getMessage());
      return next(Optional.of(failure));
    }
    return nextRound(failure);
  }

  private Source<GenerationChunk, NotUsed> nextRound(UpstreamFailure failure) {
    Optional<Duration> pause = around.retries().pause(failure, round, new SplittableRandom());
    if (pause.isEmpty()) {
      return Source.failed(failure.failure());
    }
    round++;
    tried.clear();
    LOG.info(
        "retry {} of {} in {} ms: {}",
        round,
        around.settings().maxRetries(),
        pause.get().toMillis(),
        failure.getMessage());
    return Source.tick(pause.get(), Duration.ofDays(1), NotUsed.getInstance())
        .take(1)
        .mapMaterializedValue(tick -> NotUsed.getInstance())
        .flatMapConcat(paused -> next(Optional.empty()));
  }

  private static Throwable judged(Throwable failure, Circuit.Attempt attempt) {
    if (failure instanceof UpstreamFailure known && !known.countsAgainstEndpoint()) {
      attempt.fine();
    } else {
      attempt.failed(failure);
    }
    return failure;
  }

  private Throwable understood(Throwable failure, Upstream upstream) {
    if (failure instanceof GenerationException) {
      return failure;
    }
    UpstreamFailure known =
        failure instanceof UpstreamFailure upstreams ? upstreams : ofConnection(failure, upstream);
    return around.upstreams().size() == 1 ? known : known.at(upstream.name());
  }

  private static UpstreamFailure ofConnection(Throwable failure, Upstream upstream) {
    if (failure instanceof EntityStreamSizeException large) {
      return UpstreamFailure.lasting(
          Reason.TOO_LARGE,
          "the answer is larger than blatam.inference.openai.max-response-bytes, which is "
              + large.limit());
    }
    String how =
        failure instanceof StreamTcpException
            ? "cannot be reached or closed the connection"
            : "broke off: " + ChunkParser.shortened(String.valueOf(failure.getMessage()));
    return UpstreamFailure.worthAnotherTry(
        Reason.UNAVAILABLE, "the model's endpoint at " + upstream.settings().baseUrl() + " " + how);
  }
}
