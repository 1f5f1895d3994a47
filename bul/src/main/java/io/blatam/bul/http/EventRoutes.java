package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.sse.ServerSentEvent;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.event.TenantEvent;
import io.blatam.bul.event.TenantEvents;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.Sse;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code /api/v1/bul/events}: everything that happens to a tenant's jobs, as one stream. */
public final class EventRoutes {

  private final TenantEvents events;
  private final Identity identity;

  public EventRoutes(TenantEvents events, Identity identity) {
    this.events = events;
    this.identity = identity;
  }

  public Route routes() {
    return path(
        segment("api").slash("v1").slash("bul").slash("events"),
        () -> get(() -> identity.requiring(Scopes.DOCUMENTS, this::stream)));
  }

  private Route stream(Principal caller) {
    return parameterOptional(
        "job",
        job ->
            parameterOptional(
                "bulk",
                bulk ->
                    parameterOptional(
                        "from",
                        from -> {
                          Optional<Long> start = from.map(EventRoutes::start);
                          return Sse.stream(
                              last ->
                                  events.stream(
                                          caller.tenant(),
                                          last.map(EventId::read).or(() -> start),
                                          job,
                                          bulk)
                                      .map(EventRoutes::event));
                        })));
  }

  private static ServerSentEvent event(TenantEvent event) {
    return Sse.event(
        event.type().id(),
        Long.toString(event.position()),
        Json.read(event.payload().getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  private static long start(String from) {
    if (!from.equals("start")) {
      throw Problem.validation("from", "must be start, or left out for what happens from now on")
          .asException();
    }
    return 0;
  }
}
