package io.blatam.bul.webhook;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.http.javadsl.ClientTransport;
import akka.http.javadsl.Http;
import akka.http.javadsl.OutgoingConnection;
import akka.http.javadsl.OutgoingConnectionBuilder;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.ProductVersion;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.headers.UserAgent;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.bul.webhook.Resolution.Names;
import io.blatam.platform.http.ProblemException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Sends one request to an address of a stranger's choice. The name is resolved once and the
 * connection goes to that address; redirects are not followed; little of the answer is read, and
 * not for long. TLS certificates are checked against the name. Thread-safe; never fails, whatever
 * happens is an {@link Answer}.
 */
final class Sender {

  private final ActorSystem<?> system;
  private final WebhookSettings settings;
  private final Names names;
  private final Executor blocking;
  private final ClientConnectionSettings connection;

  Sender(ActorSystem<?> system, WebhookSettings settings, Names names) {
    this.system = system;
    this.settings = settings;
    this.names = names;
    this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    this.connection =
        ClientConnectionSettings.create(system.classicSystem())
            .withUserAgentHeader(
                Optional.of(UserAgent.create(ProductVersion.create("blatam-webhook", "1"))))
            .withConnectingTimeout(
                scala.concurrent.duration.Duration.fromNanos(settings.connectTimeout().toNanos()))
            .withTransport(ClientTransport.withCustomResolver(this::resolve));
  }

  /** Posts JSON with further headers. */
  CompletionStage<Answer> post(String url, Map<String, String> headers, byte[] json) {
    Target target;
    try {
      // What the operator allows may have changed since the webhook was made.
      target = Target.of(url, settings);
    } catch (ProblemException refused) {
      return CompletableFuture.completedStage(Answer.none(refused.problem().detail()));
    }
    HttpRequest request =
        HttpRequest.POST(pathAndQuery(target))
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.addHeader(RawHeader.create(header.getKey(), header.getValue()));
    }
    AtomicReference<CompletionStage<Answer>> answer = new AtomicReference<>();
    return Source.single(request)
        .via(connection(target))
        .initialTimeout(settings.timeout())
        .mapAsync(1, response -> answer.updateAndGet(none -> read(response)))
        .runWith(Sink.head(), system)
        // Ending a body early ends its connection with a failure, which may overtake what was read.
        .handle((read, failure) -> outcome(Optional.ofNullable(answer.get()), failure))
        .thenCompose(Function.identity());
  }

  private static CompletionStage<Answer> outcome(
      Optional<CompletionStage<Answer>> begun, Throwable failure) {
    return begun.orElseGet(() -> CompletableFuture.completedStage(Answer.none(words(failure))));
  }

  private Flow<HttpRequest, HttpResponse, CompletionStage<OutgoingConnection>> connection(
      Target target) {
    OutgoingConnectionBuilder to =
        Http.get(system)
            .connectionTo(target.host())
            .toPort(target.port())
            .withClientConnectionSettings(connection);
    return target.tls() ? to.https() : to.http();
  }

  private CompletionStage<InetSocketAddress> resolve(String host, Object port) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Resolution.of(host, (Integer) port, names, settings);
          } catch (UnknownHostException unknown) {
            throw new CompletionException(unknown);
          }
        },
        blocking);
  }

  /** The status alone decides; a body that breaks off is no reason to tell it again. */
  private CompletionStage<Answer> read(HttpResponse response) {
    int most = settings.snippet();
    return response
        .entity()
        .withoutSizeLimit()
        .getDataBytes()
        .scan(ByteString.emptyByteString(), ByteString::concat)
        .takeWhile(read -> read.size() < most, true)
        .completionTimeout(settings.timeout())
        .runWith(Sink.last(), system)
        .exceptionally(brokenOff -> ByteString.emptyByteString())
        .thenApply(
            read ->
                Answer.of(
                    response.status().intValue(),
                    printable(read.take(most).decodeString(StandardCharsets.UTF_8)),
                    retryAfter(response)));
  }

  private static String pathAndQuery(Target target) {
    String path = target.uri().getRawPath();
    String query = target.uri().getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static Optional<Duration> retryAfter(HttpResponse response) {
    return response
        .getHeader("Retry-After")
        .map(header -> header.value().strip())
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private static String printable(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b-\\x1f\\x7f]", "\ufffd");
  }

  private static String words(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && !(cause instanceof Resolution.Refused)
        && !(cause instanceof UnknownHostException)) {
      cause = cause.getCause();
    }
    if (cause instanceof Resolution.Refused) {
      return cause.getMessage();
    }
    if (cause instanceof UnknownHostException) {
      return "the host name is not known";
    }
    if (cause instanceof TimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof NoSuchElementException) {
      return "the connection was closed without an answer";
    }
    String said = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    return said.length() <= 300 ? said : said.substring(0, 300);
  }
}
