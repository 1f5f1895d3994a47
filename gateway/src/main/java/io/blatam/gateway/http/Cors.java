package io.blatam.gateway.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.mapResponse;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets web pages of named origins call the API from a browser (the Fetch standard's CORS protocol).
 * Tokens travel in a header, not in cookies, so credentials are never allowed.
 *
 * @param origins those that may; empty for none
 * @param maxAge how long a browser may remember a preflight answer
 */
public record Cors(Set<String> origins, Duration maxAge) {

  /**
   * @param gateway the section {@code blatam.gateway}
   */
  public static Cors of(Config gateway) {
    Config cors = gateway.getConfig("cors");
    return new Cors(Set.copyOf(cors.getStringList("allowed-origins")), cors.getDuration("max-age"));
  }

  Route around(Supplier<Route> inner) {
    if (origins.isEmpty()) {
      return inner.get();
    }
    return extractRequest(
        request -> {
          Optional<String> origin = header(request, "Origin").filter(this::allows);
          if (origin.isEmpty()) {
            return inner.get();
          }
          return isPreflight(request)
              ? complete(preflight(origin.get()))
              : mapResponse(response -> readableBy(origin.get(), response), inner);
        });
  }

  private boolean allows(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }

  private static boolean isPreflight(HttpRequest request) {
    return request.method().equals(HttpMethods.OPTIONS)
        && header(request, "Access-Control-Request-Method").isPresent();
  }

  private HttpResponse preflight(String origin) {
    return HttpResponse.create()
        .withStatus(StatusCodes.NO_CONTENT)
        .withHeaders(
            List.of(
                RawHeader.create("Access-Control-Allow-Origin", origin),
                RawHeader.create("Vary", "Origin"),
                RawHeader.create(
                    "Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE"),
                RawHeader.create(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Request-Id"),
                RawHeader.create("Access-Control-Max-Age", Long.toString(maxAge.toSeconds()))));
  }

  private static HttpResponse readableBy(String origin, HttpResponse response) {
    return response
        .removeHeader("Cross-Origin-Resource-Policy")
        .addHeader(RawHeader.create("Access-Control-Allow-Origin", origin))
        .addHeader(RawHeader.create("Vary", "Origin"))
        .addHeader(
            RawHeader.create(
                "Access-Control-Expose-Headers",
                "Location, Retry-After, X-Request-Id, Content-Disposition"));
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }
}
