package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.extractStrictEntity;
import static akka.http.javadsl.server.Directives.failWith;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.withSizeLimit;

import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.Route;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.http.scaladsl.model.IllegalRequestException;
import io.blatam.platform.StageFailure;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import scala.concurrent.duration.FiniteDuration;

/**
 * How many bytes a request's body may have, and what says so. A larger one is refused with a
 * problem (413) that a person can act on.
 *
 * @param what is bounded, as a sentence begins with it
 * @param setting the key of the configuration
 */
public record BodyBound(String what, long bytes, String setting) {

  private static final FiniteDuration TIMEOUT = FiniteDuration.apply(30, TimeUnit.SECONDS);

  private static final AttributeKey<BodyBound> KEY =
      AttributeKey.create("blatam-body-bound", BodyBound.class);

  /** The request with the bound of the door that it came through. */
  HttpRequest on(HttpRequest request) {
    return request.addAttribute(KEY, this);
  }

  /** Reads a body whole that the door lets pass, and goes on with it. */
  public static Route ofDoor(Function<HttpEntity.Strict, Route> inner) {
    return extractRequest(request -> request.getAttribute(KEY).orElseThrow().read(inner));
  }

  /** Reads the body whole, and goes on with it. */
  public Route read(Function<HttpEntity.Strict, Route> inner) {
    return handleExceptions(
        ExceptionHandler.newBuilder()
            .matchAny(
                failure ->
                    failWith(
                        exceeded(StageFailure.cause(failure)) ? problem().asException() : failure))
            .build(),
        () -> withSizeLimit(bytes, () -> extractStrictEntity(TIMEOUT, bytes, inner)));
  }

  private Problem problem() {
    return Problem.tooLarge(what, bytes, setting);
  }

  /**
   * What is to be said of a body that was not read through here.
   *
   * @return empty if something else failed
   */
  static Optional<Problem> problem(HttpRequest request, Throwable failure) {
    if (failure instanceof EntityStreamSizeException large) {
      return request
          .getAttribute(KEY)
          .filter(door -> door.bytes() == large.limit())
          .map(BodyBound::problem)
          .or(
              () ->
                  Optional.of(
                      Problem.tooLarge(
                          "The body is larger than the "
                              + large.limit()
                              + " bytes that are read here.")));
    }
    return wholeTooLarge(failure).map(Problem::tooLarge);
  }

  private static boolean exceeded(Throwable failure) {
    return failure instanceof EntityStreamSizeException || wholeTooLarge(failure).isPresent();
  }

  /** A body that is read whole is too large in Akka's own words. */
  private static Optional<String> wholeTooLarge(Throwable failure) {
    return failure instanceof IllegalRequestException illegal
            && illegal.info().summary().startsWith("Request too large")
        ? Optional.of(illegal.info().detail())
        : Optional.empty();
  }
}
