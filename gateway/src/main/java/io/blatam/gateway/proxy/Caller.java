package io.blatam.gateway.proxy;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.RemoteAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request comes from.
 *
 * @param address the client's address: the peer's, or what a trusted proxy in front says
 * @param forwardedFor the chain of addresses for the upstream
 * @param protocol {@code http} or {@code https}, as the client sees it
 * @param host the host that the client asked for
 */
public record Caller(String address, String forwardedFor, String protocol, Optional<String> host) {

  /**
   * @param trustedProxies addresses whose {@code X-Forwarded-*} headers are believed
   */
  public static Caller of(HttpRequest request, Set<String> trustedProxies) {
    String peer =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(RemoteAddress::getAddress)
            .map(InetAddress::getHostAddress)
            .orElse("unknown");
    Optional<String> host = header(request, "Host");
    if (!trustedProxies.contains(peer)) {
      return new Caller(peer, peer, "http", host);
    }
    Optional<String> chain = header(request, "X-Forwarded-For");
    return new Caller(
        chain.map(said -> lastUntrusted(said, trustedProxies)).orElse(peer),
        chain.map(said -> said + ", " + peer).orElse(peer),
        header(request, "X-Forwarded-Proto").filter("https"::equals).orElse("http"),
        header(request, "X-Forwarded-Host").or(() -> host));
  }

  /** Entries left of the last untrusted one were written by that one, so they prove nothing. */
  private static String lastUntrusted(String chain, Set<String> trustedProxies) {
    String[] hops = chain.split(",");
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!trustedProxies.contains(hop)) {
        return hop;
      }
    }
    return hops[0].strip();
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).filter(value -> !value.isBlank());
  }
}
