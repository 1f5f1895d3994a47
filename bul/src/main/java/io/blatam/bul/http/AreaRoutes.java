package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.agent.Agents;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;

/** {@code /api/v1/bul/areas} and {@code /route}: the agents, and which of them a brief goes to. */
public final class AreaRoutes {
  private final Agents agents;
  private final Identity identity;

  public AreaRoutes(Agents agents, Identity identity) {
    this.agents = agents;
    this.identity = identity;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul"),
        () ->
            concat(
                path(
                    "areas",
                    () ->
                        get(
                            () ->
                                identity.requiring(
                                    Scopes.DOCUMENTS,
                                    caller -> Json.ok(AreaResource.of(agents.experts()))))),
                path(
                    "route",
                    () ->
                        post(
                            () ->
                                identity.requiring(
                                    Scopes.DOCUMENTS,
                                    caller ->
                                        Json.body(JsonNode.class, body -> route(caller, body)))))));
  }

  private Route route(Principal caller, JsonNode body) {
    return onSuccess(agents.route(caller.tenant(), DocumentRequest.read(body).brief()), Json::ok);
  }
}
