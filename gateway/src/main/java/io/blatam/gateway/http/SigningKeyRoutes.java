package io.blatam.gateway.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.gateway.account.GrantableScopes;
import io.blatam.gateway.docs.QueryNames;
import io.blatam.gateway.signing.SigningKey;
import io.blatam.gateway.signing.SigningKeys;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code /api/v1/auth/keys}: keys that machine clients sign requests with. */
public final class SigningKeyRoutes {

  private final SigningKeys keys;
  private final GrantableScopes grantable;
  private final Callers callers;
  private final QueryNames queries;
  private final GatewayAudit audit;

  public SigningKeyRoutes(
      SigningKeys keys,
      GrantableScopes grantable,
      Callers callers,
      QueryNames queries,
      GatewayAudit audit) {
    this.keys = keys;
    this.grantable = grantable;
    this.callers = callers;
    this.queries = queries;
    this.audit = audit;
  }

  record NewKey(Optional<String> account, Optional<List<String>> scopes) {
    NewKey {
      scopes = scopes.map(List::copyOf);
    }
  }

  record Shown(
      String id,
      String account,
      String tenant,
      Set<String> scopes,
      Instant createdAt,
      Optional<String> secret) {

    static Shown of(SigningKey key, Optional<String> secret) {
      return new Shown(
          key.id(),
          key.account(),
          key.tenant(),
          new TreeSet<>(key.scopes()),
          key.createdAt(),
          secret);
    }
  }

  record Keys(List<Shown> items) {}

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("auth").slash("keys"),
        () ->
            extractRequest(
                request -> parameterOptional("account", account -> routes(request, account))));
  }

  private Route routes(HttpRequest request, Optional<String> account) {
    Principal caller = callers.of(request);
    queries.require(request);
    return concat(
        pathEnd(
            () ->
                concat(
                    get(() -> list(caller, account)),
                    post(() -> Json.body(NewKey.class, key -> create(request, caller, key))))),
        path(segment(), id -> delete(() -> revoke(request, caller, account, id))));
  }

  private Route list(Principal caller, Optional<String> account) {
    return completeWithFuture(
        keys.list(caller, account)
            .thenApply(
                found ->
                    Json.response(
                        200,
                        new Keys(
                            found.stream().map(key -> Shown.of(key, Optional.empty())).toList()))));
  }

  private Route create(HttpRequest request, Principal caller, NewKey asked) {
    asked.scopes().ifPresent(scopes -> grantable.require("scopes", scopes));
    return completeWithFuture(
        keys.create(caller, asked.account(), Set.copyOf(asked.scopes().orElse(List.of())))
            .thenApply(
                key -> {
                  audit.act(request, caller, "signing-key.created", key.account() + "/" + key.id());
                  return Json.response(201, Shown.of(key, Optional.of(keys.secret(key))))
                      .addHeader(RawHeader.create("Cache-Control", "no-store"));
                }));
  }

  private Route revoke(HttpRequest request, Principal caller, Optional<String> account, String id) {
    return completeWithFuture(
        keys.revoke(caller, account, id)
            .thenApply(
                done -> {
                  audit.act(
                      request,
                      caller,
                      "signing-key.revoked",
                      account.orElse(caller.subject()) + "/" + id);
                  return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
                }));
  }
}
