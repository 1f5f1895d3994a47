package io.blatam.inference.openai;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.japi.pf.PFBuilder;
import akka.stream.OverflowStrategy;
import akka.stream.StreamTcpException;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.provider.Provider;
import io.blatam.inference.settings.OpenAiSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams answers from an OpenAI-compatible endpoint. An attempt that fails before its first token
 * may be repeated; after it, never: somebody has read it.
 */
public final class OpenAiGenerator implements Provider {

  private static final Logger LOG = LoggerFactory.getLogger(OpenAiGenerator.class);
  private static final String NAME = "openai";

  /** Pieces read ahead of a slow reader, whose slowness is not the endpoint's. */
  private static final int READ_AHEAD = 256;

  private final OpenAiSettings settings;
  private final Endpoint endpoint;
  private final RetryPolicy retries;
  private final Circuit circuit;

  public OpenAiGenerator(OpenAiSettings settings, ActorSystem<?> system) {
    this.settings = settings;
    this.endpoint = new Endpoint(settings, system);
    this.retries =
        new RetryPolicy(settings.maxRetries(), settings.retryBase(), settings.retryCap());
    this.circuit =
        new Circuit(
            system, settings.breakerFailures(), settings.totalTimeout(), settings.breakerReset());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String identity() {
    return NAME + " " + settings.baseUrl();
  }

  @Override
  public List<String> models() {
    List<String> models = new ArrayList<>(List.of(settings.model()));
    models.addAll(settings.furtherModels());
    return models;
  }

  @Override
  public Source<GenerationChunk, NotUsed> generate(GenerationRequest request) {
    return Source.lazySource(() -> attempt(request, 0))
        .completionTimeout(settings.totalTimeout())
        .mapError(
            TimeoutException.class,
            late -> timeout("the whole answer", settings.totalTimeout(), "total-timeout"))
        .mapError(UpstreamFailure.class, UpstreamFailure::failure)
        .mapMaterializedValue(done -> NotUsed.getInstance());
  }

  private Source<GenerationChunk, NotUsed> attempt(GenerationRequest request, int retry) {
    return circuit
        .enter()
        .map(attempt -> attempt(request, retry, attempt))
        .orElseGet(() -> Source.failed(circuit.open()));
  }

  private Source<GenerationChunk, NotUsed> attempt(
      GenerationRequest request, int retry, Circuit.Attempt attempt) {
    AtomicBoolean answering = new AtomicBoolean();
    AnswerAssembly assembly = new AnswerAssembly(request, System.nanoTime());
    return timed(endpoint.ask(request))
        .mapConcat(assembly::on)
        .map(
            chunk -> {
              if (answering.compareAndSet(false, true)) {
                attempt.fine();
              }
              return chunk;
            })
        .mapError(Throwable.class, failure -> judged(understood(failure), attempt))
        .watchTermination(
            (mat, done) -> {
              // Cancelled before its first token: that says nothing about the endpoint.
              done.thenRunAsync(attempt::fine, Runnable::run);
              return mat;
            })
        .recoverWithRetries(
            1,
            new PFBuilder<Throwable, Source<GenerationChunk, NotUsed>>()
                .match(
                    UpstreamFailure.class,
                    failure -> again(request, failure, answering.get(), retry))
                .build());
  }

  /** From the request to the first piece, and from piece to piece, whatever comes between. */
  private Source<StreamEvent, NotUsed> timed(Source<StreamEvent, NotUsed> events) {
    return events
        .initialTimeout(settings.firstTokenTimeout())
        .mapError(
            TimeoutException.class,
            late -> timeout("the first token", settings.firstTokenTimeout(), "first-token-timeout"))
        .prefixAndTail(1)
        .flatMapConcat(
            split ->
                Source.from(split.first())
                    .concat(
                        split
                            .second()
                            .idleTimeout(settings.nextTokenTimeout())
                            .mapError(
                                TimeoutException.class,
                                late ->
                                    timeout(
                                        "the next token",
                                        settings.nextTokenTimeout(),
                                        "next-token-timeout"))))
        .buffer(READ_AHEAD, OverflowStrategy.backpressure());
  }

  private Source<GenerationChunk, NotUsed> again(
      GenerationRequest request, UpstreamFailure failure, boolean answering, int retry) {
    Optional<Duration> pause =
        answering ? Optional.empty() : retries.pause(failure, retry, new SplittableRandom());
    if (pause.isEmpty()) {
      return Source.failed(failure.failure());
    }
    LOG.info(
        "retry {} of {} in {} ms: {}",
        retry + 1,
        settings.maxRetries(),
        pause.get().toMillis(),
        failure.getMessage());
    return Source.tick(pause.get(), Duration.ofDays(1), retry + 1)
        .take(1)
        .mapMaterializedValue(tick -> NotUsed.getInstance())
        .flatMapConcat(next -> attempt(request, next));
  }

  private static Throwable judged(Throwable failure, Circuit.Attempt attempt) {
    if (failure instanceof UpstreamFailure known && !known.countsAgainstEndpoint()) {
      attempt.fine();
    } else {
      attempt.failed(failure);
    }
    return failure;
  }

  private Throwable understood(Throwable failure) {
    if (failure instanceof UpstreamFailure || failure instanceof GenerationException) {
      return failure;
    }
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
        Reason.UNAVAILABLE, "the model's endpoint at " + settings.baseUrl() + " " + how);
  }

  private static UpstreamFailure timeout(String what, Duration limit, String key) {
    return UpstreamFailure.lasting(
        Reason.TIMEOUT,
        what
            + " did not come within "
            + limit.toMillis()
            + " ms (blatam.inference.openai."
            + key
            + ")");
  }
}
