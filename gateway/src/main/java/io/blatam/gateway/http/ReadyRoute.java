package io.blatam.gateway.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.gateway.proxy.Readiness;
import io.blatam.platform.http.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** {@code /ready}: 200 when every needed service is up, 503 otherwise; each address either way. */
public final class ReadyRoute {

  private final Readiness readiness;
  private final BooleanSupplier stopping;

  /** The answer's body. */
  record Body(String status, String service, Map<String, List<Readiness.Address>> upstreams) {}

  /**
   * @param stopping whether this process is on its way out
   */
  public ReadyRoute(Readiness readiness, BooleanSupplier stopping) {
    this.readiness = readiness;
    this.stopping = stopping;
  }

  public Route routes() {
    return path("ready", () -> get(() -> completeWithFuture(answer())));
  }

  private CompletionStage<HttpResponse> answer() {
    return stopping.getAsBoolean()
        ? CompletableFuture.completedFuture(response(503, "stopping", Map.of()))
        : readiness
            .report()
            .thenApply(
                report ->
                    report.ready()
                        ? response(200, "ready", report.upstreams())
                        : response(503, "waiting", report.upstreams()));
  }

  private static HttpResponse response(
      int status, String said, Map<String, List<Readiness.Address>> upstreams) {
    HttpResponse response = Json.response(status, new Body(said, "gateway", upstreams));
    return status == 503 ? response.addHeader(RawHeader.create("Retry-After", "2")) : response;
  }
}
