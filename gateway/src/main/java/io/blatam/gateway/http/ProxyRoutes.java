package io.blatam.gateway.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.reject;
import static akka.http.javadsl.server.Directives.withoutRequestTimeout;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import io.blatam.gateway.proxy.Caller;
import io.blatam.gateway.proxy.ReverseProxy;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What is forwarded: {@code /api/v1/<service>/**} to that service, {@code /v1/**} (the
 * OpenAI-compatible surface) to inference. Who calls is established first; without a valid token or
 * signature nothing leaves the gateway.
 */
public final class ProxyRoutes {

  private static final String OPENAI = "inference";

  /** First segments below {@code /api/v1} that are services; {@code auth} is the gateway's own. */
  private static final Set<String> SERVICES =
      Set.of("bul", "redundancy", "gamma", "agents", "export", "kv-cache");

  private final ReverseProxy proxy;
  private final Function<HttpRequest, CompletionStage<Admitted>> authentication;
  private final Set<String> trustedProxies;

  /**
   * @param authentication gives the request as it may be forwarded, or fails with or throws the
   *     problem that it has neither a valid token nor a valid signature
   */
  public ProxyRoutes(
      ReverseProxy proxy,
      Function<HttpRequest, CompletionStage<Admitted>> authentication,
      Set<String> trustedProxies) {
    this.proxy = proxy;
    this.authentication = authentication;
    this.trustedProxies = trustedProxies;
  }

  public Route routes() {
    return extractRequest(
        request -> {
          Optional<Target> target = target(request);
          return target.isPresent()
              ? withoutRequestTimeout(() -> completeWithFuture(answer(request, target.get())))
              : reject();
        });
  }

  /**
   * @param errors how the gateway's own refusals are written for this surface
   */
  private record Target(String upstream, Function<Problem, HttpResponse> errors) {}

  private CompletionStage<HttpResponse> answer(HttpRequest request, Target target) {
    try {
      return authentication
          .apply(request)
          .thenCompose(
              admitted ->
                  proxy
                      .forward(
                          admitted.request(),
                          Caller.of(request, trustedProxies),
                          target.upstream(),
                          target.errors())
                      .thenApply(admitted::whileAdmitted))
          .exceptionally(failure -> refusal(failure, target));
    } catch (ProblemException refused) {
      return CompletableFuture.completedFuture(target.errors().apply(refused.problem()));
    }
  }

  private static HttpResponse refusal(Throwable failure, Target target) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ProblemException refused) {
      return target.errors().apply(refused.problem());
    }
    throw new CompletionException(cause);
  }

  private static Optional<Target> target(HttpRequest request) {
    var segments = request.getUri().pathSegments().iterator();
    String first = next(segments);
    if (first.equals("v1")) {
      return Optional.of(new Target(OPENAI, OpenAiErrors::response));
    }
    if (!first.equals("api") || !next(segments).equals("v1")) {
      return Optional.empty();
    }
    String service = next(segments);
    return SERVICES.contains(service)
        ? Optional.of(new Target(service, Problem::toResponse))
        : Optional.empty();
  }

  private static String next(java.util.Iterator<String> segments) {
    return segments.hasNext() ? segments.next() : "";
  }
}
