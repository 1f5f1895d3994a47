package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.completeOK;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.respondWithHeaders;

import akka.NotUsed;
import akka.http.javadsl.marshalling.sse.EventStreamMarshalling;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.sse.ServerSentEvent;
import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Server-sent events: resumable, kept alive, never buffered on the way. */
public final class Sse {

  /** Below the idle time-outs of common proxies (nginx: 60 s) and of our own server. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private Sse() {}

  /** An event that a client can resume after: its id comes back as {@code Last-Event-ID}. */
  public static ServerSentEvent event(String type, String id, Object data) {
    return ServerSentEvent.create(
        new String(Json.write(data), java.nio.charset.StandardCharsets.UTF_8),
        Optional.of(type),
        Optional.of(id),
        java.util.OptionalInt.empty());
  }

  /**
   * Streams events.
   *
   * @param events given the id of the last event that the client has seen, the events after it
   */
  public static Route stream(Function<Optional<String>, Source<ServerSentEvent, NotUsed>> events) {
    return optionalHeaderValueByName(
        "Last-Event-ID",
        last ->
            respondWithHeaders(
                List.of(
                    RawHeader.create("Cache-Control", "no-store"),
                    RawHeader.create("X-Accel-Buffering", "no")),
                () ->
                    completeOK(
                        events.apply(last).keepAlive(HEARTBEAT, ServerSentEvent::heartbeat),
                        EventStreamMarshalling.toEventStream())));
  }
}
