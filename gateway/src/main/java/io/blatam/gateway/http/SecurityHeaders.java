package io.blatam.gateway.http;

import static akka.http.javadsl.server.Directives.mapResponse;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What browsers are told about every answer. An answer that says something else itself, such as a
 * page with scripts of its own, keeps it.
 */
final class SecurityHeaders {

  private static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("X-Frame-Options", "DENY"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));

  /**
   * Documents are written by models and customers: opened in a browser, none of them may run a
   * script or call anywhere.
   */
  private static final HttpHeader DATA_ONLY =
      RawHeader.create(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;"
              + " frame-ancestors 'none'");

  /** A page of ours: everything from here, nothing from elsewhere. */
  private static final HttpHeader OWN_PAGE =
      RawHeader.create(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
              + " form-action 'self'; frame-ancestors 'none'");

  private SecurityHeaders() {}

  static Route forApi(Supplier<Route> inner) {
    return mapResponse(response -> with(response, DATA_ONLY), inner);
  }

  static Route forPages(Supplier<Route> inner) {
    return mapResponse(response -> with(response, OWN_PAGE), inner);
  }

  private static HttpResponse with(HttpResponse response, HttpHeader policy) {
    Set<String> said = new HashSet<>();
    List<HttpHeader> headers = new ArrayList<>();
    for (HttpHeader header : response.getHeaders()) {
      said.add(header.lowercaseName());
      headers.add(header);
    }
    for (HttpHeader header : ALWAYS) {
      if (!said.contains(header.lowercaseName())) {
        headers.add(header);
      }
    }
    if (!said.contains(policy.lowercaseName())) {
      headers.add(policy);
    }
    return response.withHeaders(headers);
  }
}
