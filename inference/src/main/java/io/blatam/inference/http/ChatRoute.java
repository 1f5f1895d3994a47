package io.blatam.inference.http;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.japi.Pair;
import akka.japi.pf.PFBuilder;
import akka.stream.KillSwitches;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.Inference;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/chat/completions}, as one answer or as a stream. */
final class ChatRoute {

  private static final String CACHE_HEADER = "x-blatam-cache";

  /** Which of the configured endpoints wrote the answer, also where it comes from the cache. */
  private static final String ENDPOINT_HEADER = "x-blatam-endpoint";

  private static final ByteString END = ByteString.fromString("data: [DONE]\n\n");

  /** A comment that keeps proxies from taking a thinking model for a dead one. */
  private static final ByteString KEEP_ALIVE = ByteString.fromString(": keep-alive\n\n");

  private static final Duration KEEP_ALIVE_AFTER = Duration.ofSeconds(10);

  private final Inference inference;
  private final OpenAiErrors errors;
  private final ActorSystem<?> system;
  private final Clock clock;

  ChatRoute(Inference inference, OpenAiErrors errors, ActorSystem<?> system, Clock clock) {
    this.inference = inference;
    this.errors = errors;
    this.system = system;
    this.clock = clock;
  }

  /**
   * @param clientGone completes when nobody waits for the answer any more; the model is stopped
   *     then
   */
  CompletionStage<HttpResponse> answer(ChatRequest request, CompletionStage<Done> clientGone) {
    CompletionStage<HttpResponse> response =
        request.stream() ? stream(request, clientGone) : whole(request, clientGone);
    return response.exceptionallyAsync(errors::response, system.executionContext());
  }

  private CompletionStage<HttpResponse> whole(
      ChatRequest request, CompletionStage<Done> clientGone) {
    CompletableFuture<Generation> answer =
        inference.complete(request.generation()).toCompletableFuture();
    clientGone.thenRunAsync(() -> answer.cancel(true), system.executionContext());
    return answer.thenApplyAsync(
        generation ->
            HttpResponse.create()
                .addHeaders(headers(generation.origin(), generation.endpoint()))
                .withEntity(
                    HttpEntities.create(
                        ContentTypes.APPLICATION_JSON,
                        ChatAnswer.begin(clock.instant()).whole(generation).toString())),
        system.executionContext());
  }

  /**
   * The response begins when the answer does: until then a failure still has a status of its own.
   */
  private CompletionStage<HttpResponse> stream(
      ChatRequest request, CompletionStage<Done> clientGone) {
    var begun =
        inference.stream(request.generation())
            .viaMat(KillSwitches.single(), Keep.right())
            .prefixAndTail(1)
            .toMat(Sink.head(), Keep.both())
            .run(system);
    clientGone.thenRunAsync(
        () -> begun.first().abort(new CancellationException("the client has gone")),
        system.executionContext());
    return begun
        .second()
        .thenApplyAsync(split -> streaming(request, split), system.executionContext());
  }

  private HttpResponse streaming(
      ChatRequest request, Pair<List<GenerationChunk>, Source<GenerationChunk, NotUsed>> split) {
    GenerationChunk.Started started = (GenerationChunk.Started) split.first().get(0);
    ChatAnswer answer = ChatAnswer.begin(clock.instant());
    Source<ByteString, NotUsed> chunks =
        split
            .second()
            .mapConcat(chunk -> events(answer, started.model(), chunk, request.includeUsage()));
    Source<ByteString, NotUsed> body =
        Source.single(event(answer.first(started.model())))
            .concat(chunks)
            .recover(
                new PFBuilder<Throwable, ByteString>()
                    .matchAny(failure -> event(errors.of(failure).json()))
                    .build())
            .keepAlive(KEEP_ALIVE_AFTER, () -> KEEP_ALIVE);
    return HttpResponse.create()
        .withStatus(StatusCodes.OK)
        .addHeaders(headers(started.origin(), started.endpoint()))
        .addHeader(RawHeader.create("Cache-Control", "no-store"))
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(HttpEntities.create(MediaTypes.TEXT_EVENT_STREAM.toContentType(), body));
  }

  private static List<ByteString> events(
      ChatAnswer answer, String model, GenerationChunk chunk, boolean includeUsage) {
    List<ByteString> events = new ArrayList<>();
    if (chunk instanceof GenerationChunk.Delta delta) {
      events.add(event(answer.piece(model, delta.text())));
    } else if (chunk instanceof GenerationChunk.ToolCallDelta call) {
      events.add(event(answer.piece(model, call)));
    } else if (chunk instanceof GenerationChunk.Completed completed) {
      events.add(event(answer.finish(completed.generation())));
      if (includeUsage) {
        events.add(event(answer.tokens(completed.generation())));
      }
      events.add(END);
    }
    return events;
  }

  private static ByteString event(JsonNode json) {
    return ByteString.fromString("data: " + json + "\n\n");
  }

  private static List<HttpHeader> headers(Generation.Origin origin, Optional<String> endpoint) {
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(cacheHeader(origin));
    endpoint.ifPresent(name -> headers.add(RawHeader.create(ENDPOINT_HEADER, name)));
    return headers;
  }

  private static RawHeader cacheHeader(Generation.Origin origin) {
    String said =
        switch (origin) {
          case CACHE -> "hit";
          case MODEL -> "miss";
          case JOINED -> "joined";
          case SIMILAR -> "similar";
        };
    return RawHeader.create(CACHE_HEADER, said);
  }
}
