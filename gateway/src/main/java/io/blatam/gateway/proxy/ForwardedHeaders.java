package io.blatam.gateway.proxy;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which headers pass the gateway. End-to-end headers pass as they are; those that speak to the next
 * hop only (RFC 9110, section 7.6.1) end here, and what a client says about where it comes from is
 * replaced by what the gateway sees.
 */
final class ForwardedHeaders {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "transfer-encoding",
          "upgrade");

  /** Rendered by the HTTP layer from the entity and the target, or synthetic to Akka HTTP. */
  private static final Set<String> OF_THE_REQUEST =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "expect",
          "timeout-access",
          "remote-address",
          "raw-request-uri",
          "tls-session-info");

  /** Who called: only a proxy that the operator trusts may say so. */
  private static final Set<String> OF_THE_CALLER =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-forwarded-port",
          "x-forwarded-prefix",
          "x-forwarded-ssl",
          "x-original-url",
          "x-rewrite-url",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "cf-connecting-ip");

  private static final Set<String> OF_THE_RESPONSE =
      Set.of("content-length", "content-type", "server", "date");

  private static final Set<String> NEVER_STRIPPED = Set.of("authorization", "x-request-id");

  private ForwardedHeaders() {}

  /** The headers for the upstream. */
  static List<HttpHeader> ofRequest(Iterable<HttpHeader> received, Caller caller) {
    Set<String> named = namedByConnection(received);
    List<HttpHeader> kept = new ArrayList<>();
    for (HttpHeader header : received) {
      String name = header.lowercaseName();
      if (!HOP_BY_HOP.contains(name)
          && !OF_THE_REQUEST.contains(name)
          && !OF_THE_CALLER.contains(name)
          && !named.contains(name)) {
        kept.add(header);
      }
    }
    kept.add(RawHeader.create("X-Forwarded-For", caller.forwardedFor()));
    kept.add(RawHeader.create("X-Forwarded-Proto", caller.protocol()));
    caller.host().ifPresent(host -> kept.add(RawHeader.create("X-Forwarded-Host", host)));
    return kept;
  }

  /** The headers for the client. */
  static List<HttpHeader> ofResponse(Iterable<HttpHeader> received) {
    Set<String> named = namedByConnection(received);
    List<HttpHeader> kept = new ArrayList<>();
    for (HttpHeader header : received) {
      String name = header.lowercaseName();
      if (!HOP_BY_HOP.contains(name) && !OF_THE_RESPONSE.contains(name) && !named.contains(name)) {
        kept.add(header);
      }
    }
    return kept;
  }

  /** A body in an encoding of the transfer that only its sender and the gateway share. */
  static Optional<String> unknownTransferCoding(Iterable<HttpHeader> received) {
    for (HttpHeader header : received) {
      if (header.lowercaseName().equals("transfer-encoding")) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  private static Set<String> namedByConnection(Iterable<HttpHeader> received) {
    Set<String> named = new HashSet<>();
    for (HttpHeader header : received) {
      if (header.lowercaseName().equals("connection")) {
        for (String token : header.value().split(",")) {
          named.add(token.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    // A client must not be able to strip what identifies it or its request.
    named.removeAll(NEVER_STRIPPED);
    return named;
  }
}
