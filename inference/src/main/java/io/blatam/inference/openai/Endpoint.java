package io.blatam.inference.openai;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.OutgoingConnection;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.Accept;
import akka.http.javadsl.model.headers.Authorization;
import akka.http.javadsl.model.headers.HttpCredentials;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.stream.Materializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Framing;
import akka.stream.javadsl.FramingTruncation;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.settings.EndpointSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import scala.concurrent.duration.FiniteDuration;

/**
 * The wire: one request on one connection of its own. An answer takes seconds, so a connection's
 * handshake weighs nothing, and cancelling the stream closes exactly this connection, at whatever
 * point, which tells the endpoint to stop.
 */
final class Endpoint {

  /** Enough of an error response to say what is wrong. */
  private static final int ERROR_BYTES = 16 * 1024;

  private final EndpointSettings settings;
  private final long maxResponseBytes;
  private final Http http;
  private final ClientConnectionSettings connection;

  Endpoint(
      EndpointSettings settings,
      Duration connectTimeout,
      long maxResponseBytes,
      ActorSystem<?> system) {
    this.settings = settings;
    this.maxResponseBytes = maxResponseBytes;
    this.http = Http.get(system);
    // Time-outs here are about tokens and are counted in OpenAiGenerator.
    this.connection =
        ClientConnectionSettings.create(system.classicSystem())
            .withConnectingTimeout(
                FiniteDuration.create(connectTimeout.toMillis(), TimeUnit.MILLISECONDS))
            .withIdleTimeout(scala.concurrent.duration.Duration.Inf());
  }

  /**
   * Fails with an {@link UpstreamFailure}, or with what Akka says of the connection.
   *
   * @param model as the endpoint calls it
   */
  Source<StreamEvent, NotUsed> ask(GenerationRequest request, String model) {
    return Source.lazySource(() -> ask(request, model, new Line()))
        .mapMaterializedValue(done -> NotUsed.getInstance());
  }

  /**
   * A call that is answered as a whole.
   *
   * @param path below the endpoint's address
   * @param model for the message when there is no such
   */
  record Ask(String path, String body, String model) {}

  /**
   * @param read what the answer's body says; fails the future where it throws
   * @return fails as {@link #ask}; cancelling it closes the connection
   */
  <T> CompletableFuture<T> post(Ask ask, Function<String, T> read, Materializer materializer) {
    Line line = new Line();
    CompletableFuture<T> answer =
        Source.single(httpRequest(ask.path(), ask.body()))
            .via(connect(line))
            .orElse(Source.lazySource(Endpoint::noAnswer))
            .flatMapConcat(response -> text(response, ask.model()))
            .map(read::apply)
            .runWith(Sink.head(), materializer)
            .toCompletableFuture();
    answer.whenComplete((value, failure) -> line.cut());
    return answer;
  }

  private Source<String, NotUsed> text(HttpResponse response, String model) {
    if (!response.status().isSuccess()) {
      return failure(response, model).map(event -> "");
    }
    return response
        .entity()
        .withSizeLimit(maxResponseBytes)
        .getDataBytes()
        .fold(ByteString.emptyByteString(), ByteString::concat)
        .map(all -> all.decodeString(StandardCharsets.UTF_8))
        .mapMaterializedValue(mat -> NotUsed.getInstance());
  }

  private Source<StreamEvent, NotUsed> ask(GenerationRequest request, String model, Line line) {
    HttpRequest post =
        httpRequest("/chat/completions", ChatBody.of(request, model))
            .addHeader(Accept.create(MediaTypes.TEXT_EVENT_STREAM.toRange()));
    return Source.single(post)
        .via(connect(line))
        .orElse(Source.lazySource(Endpoint::noAnswer))
        .flatMapConcat(response -> events(response, model))
        .watchTermination(
            (mat, done) -> {
              done.whenCompleteAsync((end, failure) -> line.cut(), Runnable::run);
              return NotUsed.getInstance();
            });
  }

  private static Source<HttpResponse, NotUsed> noAnswer() {
    return Source.failed(
        UpstreamFailure.worthAnotherTry(
            Reason.UNAVAILABLE, "the model's endpoint closed the connection without an answer"));
  }

  private HttpRequest httpRequest(String path, String body) {
    HttpRequest post =
        HttpRequest.POST(settings.baseUrl().getRawPath() + path)
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    return settings
        .apiKey()
        .map(
            key ->
                post.addHeader(
                    Authorization.create(HttpCredentials.createOAuth2BearerToken(key.reveal()))))
        .orElse(post);
  }

  private Flow<HttpRequest, HttpResponse, CompletionStage<OutgoingConnection>> connect(Line line) {
    URI url = settings.baseUrl();
    var builder =
        http.connectionTo(url.getHost())
            .withClientConnectionSettings(connection.withTransport(line));
    var port = url.getPort() < 0 ? builder : builder.toPort(url.getPort());
    return url.getScheme().equals("https") ? port.https() : port.http();
  }

  private Source<StreamEvent, NotUsed> events(HttpResponse response, String model) {
    if (!response.status().isSuccess()) {
      return failure(response, model);
    }
    Source<ByteString, ?> body = response.entity().withSizeLimit(maxResponseBytes).getDataBytes();
    Source<StreamEvent, ?> events =
        response.entity().getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON)
            ? whole(body)
            : lines(body);
    return events
        .concat(Source.single(StreamEvent.EndOfBody.INSTANCE))
        .mapMaterializedValue(mat -> NotUsed.getInstance());
  }

  /**
   * Cut at line ends first and decoded then, so a character whose bytes come in two packets stays
   * whole.
   */
  private Source<StreamEvent, ?> lines(Source<ByteString, ?> body) {
    return body.via(
            Framing.delimiter(
                ByteString.fromString("\n"),
                Math.toIntExact(maxResponseBytes),
                FramingTruncation.ALLOW))
        .mapConcat(line -> ChunkParser.line(line.decodeString(StandardCharsets.UTF_8)));
  }

  private static Source<StreamEvent, ?> whole(Source<ByteString, ?> body) {
    return body.fold(ByteString.emptyByteString(), ByteString::concat)
        .mapConcat(all -> ChunkParser.whole(all.decodeString(StandardCharsets.UTF_8)));
  }

  private static Source<StreamEvent, NotUsed> failure(HttpResponse response, String model) {
    Optional<Duration> retryAfter =
        response
            .getHeader("Retry-After")
            .flatMap(header -> RetryAfter.parse(header.value(), Instant.now()));
    return response
        .entity()
        .getDataBytes()
        .takeWhile(new UpTo(ERROR_BYTES)::hasRoomFor, true)
        .fold(ByteString.emptyByteString(), ByteString::concat)
        .<StreamEvent>mapConcat(
            body -> {
              throw ErrorResponse.of(
                  response.status().intValue(),
                  body.decodeString(StandardCharsets.UTF_8),
                  retryAfter,
                  model);
            })
        .mapMaterializedValue(mat -> NotUsed.getInstance());
  }

  /** Counts what one response has brought. */
  private static final class UpTo {
    private int left;

    UpTo(int bytes) {
      left = bytes;
    }

    boolean hasRoomFor(ByteString bytes) {
      left -= bytes.size();
      return left > 0;
    }
  }
}
