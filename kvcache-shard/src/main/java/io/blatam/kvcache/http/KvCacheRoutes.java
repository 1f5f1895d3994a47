package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.shard.Answer.Description;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * {@code GET /api/v1/kv-cache/stats}: everybody sees their tenant's part, operators see everything
 * and may look at another tenant's part with {@code ?tenant=}.
 */
final class KvCacheRoutes {

  private static final int RETRY_AFTER_SECONDS = 2;

  private final ClusterKvCache cache;
  private final Identity identity;
  private final Executor executor;

  KvCacheRoutes(ClusterKvCache cache, Identity identity, Executor executor) {
    this.cache = cache;
    this.identity = identity;
    this.executor = executor;
  }

  Route routes() {
    return path(
        segment("api").slash("v1").slash("kv-cache").slash("stats"),
        () ->
            get(
                () ->
                    identity.authenticated(
                        caller -> parameterOptional("tenant", tenant -> stats(caller, tenant)))));
  }

  private Route stats(Principal caller, Optional<String> asked) {
    boolean operator = caller.may(Scopes.ADMIN);
    String tenant = asked.orElse(caller.tenant());
    if (!operator && !tenant.equals(caller.tenant())) {
      throw Problem.forbidden(
              "Another tenant's figures need the scope '" + Scopes.ADMIN + "'; leave out 'tenant'.")
          .asException();
    }
    return completeWithFuture(
        cache
            .describe(tenant)
            .handleAsync(
                (segments, failure) ->
                    failure == null ? answer(operator, tenant, segments) : unavailable(failure),
                executor));
  }

  private static HttpResponse answer(boolean operator, String tenant, List<Description> segments) {
    return Json.response(
        200,
        operator
            ? CacheStats.forOperator(tenant, segments)
            : CacheStats.forTenant(tenant, segments));
  }

  private static HttpResponse unavailable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof KvCacheException known) {
      return Problem.unavailable(known.getMessage(), RETRY_AFTER_SECONDS).toResponse();
    }
    throw new CompletionException(cause);
  }
}
