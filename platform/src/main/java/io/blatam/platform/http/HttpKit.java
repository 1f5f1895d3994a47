package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.handleRejections;
import static akka.http.javadsl.server.Directives.mapRequest;
import static akka.http.javadsl.server.Directives.mapResponse;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.withRequestTimeoutResponse;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.MissingQueryParamRejection;
import akka.http.javadsl.server.RejectionHandler;
import akka.http.javadsl.server.Route;
import akka.http.scaladsl.model.EntityStreamException;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.IllegalRequestException;
import io.blatam.platform.StageFailure;
import io.blatam.platform.Unavailable;
import io.blatam.platform.metrics.HttpMetrics;
import io.blatam.platform.metrics.PrometheusScrape;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What every door of the platform has: a request id in and out, problems instead of stack traces,
 * an access log line and metrics for every answer, and {@code /health}, {@code /ready}, {@code
 * /metrics}.
 */
final class HttpKit {

  private static final Logger LOG = LoggerFactory.getLogger(HttpKit.class);
  private static final Logger ACCESS = LoggerFactory.getLogger("io.blatam.access");

  private final String service;
  private final BooleanSupplier ready;
  private final HttpMetrics metrics;

  HttpKit(String service, BooleanSupplier ready) {
    this.service = service;
    this.ready = ready;
    this.metrics = new HttpMetrics(service);
  }

  Route wrap(Route routes) {
    // A service may say more about its readiness than the kit knows.
    Route all = concat(routes, observability());
    return mapRequest(
        RequestId::ensure,
        () ->
            extractRequest(
                request -> {
                  long started = System.nanoTime();
                  return mapResponse(
                      response -> finish(request, response, started),
                      () ->
                          withRequestTimeoutResponse(
                              late ->
                                  Problem.unavailable("The answer took too long; try again.", 5)
                                      .toResponse(),
                              () ->
                                  handleExceptions(
                                      exceptions(request),
                                      () ->
                                          TargetText.problem(request)
                                              .map(wrong -> complete(wrong.toResponse()))
                                              .orElseGet(() -> sealed(all, request)))));
                }));
  }

  /**
   * Akka's rejections throw the body away, which for {@link LingeringBody} is to read it: then the
   * answer would not wait for a client that still sends. So they are shown none.
   */
  private static Route sealed(Route routes, HttpRequest request) {
    return mapRequest(
        bodiless -> bodiless.withEntity(HttpEntities.EMPTY),
        () ->
            handleRejections(
                rejections(),
                () -> mapRequest(whole -> whole.withEntity(request.entity()), () -> routes)));
  }

  /**
   * The path first, then the method: the other way round, a GET would hide that another path only
   * takes POST.
   */
  private Route observability() {
    return concat(
        path("health", () -> get(() -> Json.ok(Map.of("status", "up", "service", service)))),
        path("ready", () -> get(this::readiness)),
        path("metrics", () -> get(() -> complete(PrometheusScrape.response()))));
  }

  private Route readiness() {
    return ready.getAsBoolean()
        ? Json.ok(Map.of("status", "ready", "service", service))
        : complete(Problem.unavailable("The service is starting or stopping.", 2).toResponse());
  }

  private HttpResponse finish(HttpRequest request, HttpResponse response, long started) {
    long nanos = System.nanoTime() - started;
    int status = response.status().intValue();
    metrics.record(request.method().value(), status, nanos);
    String id = RequestId.of(request);
    try (var requestId = MDC.putCloseable("request_id", id);
        var serviceName = MDC.putCloseable("service", service)) {
      ACCESS.info(
          "{} {} {} {} ms",
          request.method().value(),
          request.getUri().getPathString(),
          status,
          nanos / 1_000_000);
    }
    return response.getHeader(RequestId.HEADER).isPresent()
        ? response
        : response.addHeader(RawHeader.create(RequestId.HEADER, id));
  }

  private ExceptionHandler exceptions(HttpRequest request) {
    return ExceptionHandler.newBuilder()
        .matchAny(failure -> complete(answer(request, StageFailure.cause(failure))))
        .build();
  }

  private HttpResponse answer(HttpRequest request, Throwable failure) {
    String id = RequestId.of(request);
    if (failure instanceof ProblemException known) {
      return known.problem().withRequestId(id).toResponse();
    }
    Optional<Problem> tooLarge = BodyBound.problem(request, failure);
    if (tooLarge.isPresent()) {
      return tooLarge.get().withRequestId(id).toResponse();
    }
    if (failure instanceof IllegalRequestException illegal) {
      return illegal(illegal.info()).withRequestId(id).toResponse();
    }
    if (failure instanceof EntityStreamException broken) {
      return illegal(broken.info()).withRequestId(id).toResponse();
    }
    if (failure instanceof Unavailable later) {
      LOG.warn(
          "{} {}: {}",
          request.method().value(),
          request.getUri().getPathString(),
          failure.getMessage());
      return Problem.unavailable(later.advice(), later.retryAfterSeconds())
          .withRequestId(id)
          .toResponse();
    }
    try (var requestId = MDC.putCloseable("request_id", id)) {
      LOG.error(
          "{} {} failed", request.method().value(), request.getUri().getPathString(), failure);
    }
    return Problem.internal().withRequestId(id).toResponse();
  }

  private static Problem illegal(ErrorInfo wrong) {
    return Problem.badRequest(wrong.formatPretty());
  }

  /** Akka HTTP's own rejections say well what was wrong; they only lack the shape. */
  private static RejectionHandler rejections() {
    return RejectionHandler.newBuilder()
        .handle(
            MissingQueryParamRejection.class,
            missing ->
                complete(
                    Problem.validation(missing.parameterName(), "is missing from the query")
                        .toResponse()))
        .build()
        .withFallback(RejectionHandler.defaultHandler().mapRejectionResponse(HttpKit::asProblem));
  }

  private static HttpResponse asProblem(HttpResponse response) {
    if (!(response.entity() instanceof HttpEntity.Strict strict)) {
      return response;
    }
    String said = strict.getData().decodeString(StandardCharsets.UTF_8);
    HttpResponse shaped =
        problem(response.status().intValue(), response.status().reason(), said).toResponse();
    for (var header : response.getHeaders()) {
      shaped = shaped.addHeader(header);
    }
    return shaped;
  }

  /** What Akka HTTP refuses in its own words. */
  static Problem problem(int status, String reason, String said) {
    return switch (status) {
      case 400 -> Problem.badRequest(said);
      case 404 -> Problem.notFound("No such route; GET /openapi.json at the gateway lists them.");
      case 405 -> Problem.of(405, "method-not-allowed", "The method is not offered here", said);
      case 413 -> Problem.tooLarge(said);
      case 415 -> Problem.unsupportedMediaType(said);
      default -> Problem.of(status, "rejected", reason, said);
    };
  }
}
