package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.extractRequest;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import io.blatam.kvcache.access.TenantRates;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.metrics.InsightMetrics;
import io.blatam.platform.StageFailure;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What every route of the cache does first and last: who calls, how often, and what failed. */
final class Door {

  private static final int RETRY_AFTER_SECONDS = 2;

  private final Identity identity;
  private final TenantRates rates;
  private final Executor executor;

  Door(Identity identity, TenantRates rates, Executor executor) {
    this.identity = identity;
    this.rates = rates;
    this.executor = executor;
  }

  Route open(Function<Principal, Route> inner) {
    return identity.authenticated(
        caller ->
            extractRequest(
                request -> {
                  long bytes = request.entity().getContentLengthOption().orElse(0);
                  long wait = rates.take(caller.tenant(), bytes, System.nanoTime());
                  if (wait > 0) {
                    InsightMetrics.refused("http", "rate");
                    throw Problem.tooManyRequests(
                            "The rate limit of tenant '"
                                + caller.tenant()
                                + "' is reached; see blatam.kvcache.rate-limit.http.",
                            (int) TimeUnit.NANOSECONDS.toSeconds(wait) + 1)
                        .asException();
                  }
                  return inner.apply(caller);
                }));
  }

  /** What arrived without having said how long it is counts when it is here. */
  void arrived(Principal caller, HttpRequest request, int bytes) {
    if (request.entity().getContentLengthOption().isEmpty()) {
      rates.owe(caller.tenant(), bytes, System.nanoTime());
    }
  }

  <T> Route answer(CompletionStage<T> stage, Function<T, HttpResponse> response) {
    BiFunction<T, Throwable, HttpResponse> either =
        (value, failure) -> failure == null ? response.apply(value) : unavailable(failure);
    return completeWithFuture(stage.handleAsync(either, executor));
  }

  private static HttpResponse unavailable(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof KvCacheException known) {
      return Problem.unavailable(known.getMessage(), RETRY_AFTER_SECONDS).toResponse();
    }
    throw new CompletionException(cause);
  }
}
