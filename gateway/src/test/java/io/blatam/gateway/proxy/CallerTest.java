package io.blatam.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.headers.RawHeader;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

  private static final Set<String> PROXIES = Set.of("10.0.0.1", "10.0.0.2");

  private static HttpRequest from(String peer) throws Exception {
    return HttpRequest.GET("/")
        .addAttribute(
            AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.getByName(peer)))
        .addHeader(RawHeader.create("Host", "gateway.test"));
  }

  @Test
  void peer_notTrusted_isTheCallerWhateverItSays() throws Exception {
    Caller caller =
        Caller.of(
            from("203.0.113.9")
                .addHeader(RawHeader.create("X-Forwarded-For", "127.0.0.1"))
                .addHeader(RawHeader.create("X-Forwarded-Proto", "https"))
                .addHeader(RawHeader.create("X-Forwarded-Host", "evil.test")),
            PROXIES);
    assertThat(caller.address()).isEqualTo("203.0.113.9");
    assertThat(caller.forwardedFor()).isEqualTo("203.0.113.9");
    assertThat(caller.protocol()).isEqualTo("http");
    assertThat(caller.host()).contains("gateway.test");
  }

  @Test
  void peer_trusted_isBelievedUpToTheFirstForeignHop() throws Exception {
    Caller caller =
        Caller.of(
            from("10.0.0.1")
                .addHeader(RawHeader.create("X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.0.0.2"))
                .addHeader(RawHeader.create("X-Forwarded-Proto", "https"))
                .addHeader(RawHeader.create("X-Forwarded-Host", "docs.acme.com")),
            PROXIES);
    assertThat(caller.address()).isEqualTo("203.0.113.9");
    assertThat(caller.forwardedFor()).isEqualTo("6.6.6.6, 203.0.113.9, 10.0.0.2, 10.0.0.1");
    assertThat(caller.protocol()).isEqualTo("https");
    assertThat(caller.host()).contains("docs.acme.com");
  }

  @Test
  void peer_trustedWithoutHeaders_isTheCaller() throws Exception {
    assertThat(Caller.of(from("10.0.0.1"), PROXIES).address()).isEqualTo("10.0.0.1");
  }
}
