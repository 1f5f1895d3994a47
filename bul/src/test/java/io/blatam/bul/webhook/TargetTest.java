package io.blatam.bul.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.platform.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  private static final WebhookSettings SHIPPED = WebhookFixture.settings("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://127.0.0.1/ | this machine",
        "https://127.1/ | four decimal numbers",
        "https://2130706433/ | four decimal numbers",
        "https://0x7f000001/ | four decimal numbers",
        "https://0x7f.1/ | four decimal numbers",
        "https://0177.0.0.1/ | four decimal numbers",
        "https://127.0.0.1./ | host name",
        "https://017700000001/ | four decimal numbers",
        "https://127.0.0.0x1/ | four decimal numbers",
        "https://1.2.3/ | four decimal numbers",
        "https://256.1.1.1/ | four decimal numbers",
        "https://10.0.0.5/ | a private network",
        "https://169.254.169.254/latest/meta-data/ | a link-local network",
        "https://[::1]/ | this machine",
        "https://[0:0:0:0:0:0:0:1]/ | this machine",
        "https://[::ffff:127.0.0.1]/ | inside an IPv6",
        "https://[::ffff:7f00:1]/ | inside an IPv6",
        "https://[::ffff:8.8.8.8]/ | inside an IPv6",
        "https://[64:ff9b::8.8.8.8]/ | NAT64",
        "https://[2002:808:808::1]/ | 6to4",
        "https://[fe80::1]/ | link-local",
        "https://[fe80::1%25eth0]/ | network interface",
        "https://[fd00::1]/ | unique-local",
        "https://[::]/ | this machine",
        "https://localhost/ | local network",
        "https://LOCALHOST/ | local network",
        "https://localhost./ | local network",
        "https://a.localhost/ | local network",
        "https://printer.local/ | local network",
        "https://metadata.google.internal/ | local network",
        "https://metadata.google.internal./ | local network",
        "https://router/ | local network",
        "https://nas.home.arpa/ | local network",
        "http://hooks.example.com/ | https://",
        "ftp://hooks.example.com/ | https://",
        "file:///etc/passwd | https://",
        "gopher://hooks.example.com/ | https://",
        "javascript:alert(1) | https://",
        "//hooks.example.com/ | https://",
        "hooks.example.com | https://",
        "https:///path | host name",
        "https:hooks.example.com | host name",
        "https://user@hooks.example.com/ | user name",
        "https://hooks.example.com@127.0.0.1/ | user name",
        "https://127.0.0.1#@hooks.example.com/ | fragment",
        "https://hooks.example.com/#part | fragment",
        "https://hooks.example.com:22/ | port 22",
        "https://hooks.example.com:6379/ | port 6379",
        "https://１２７.0.0.1/ | four decimal numbers",
        "https://bücher.example/ | host name",
        "https://ⓛocalhost/ | host name",
        "https://hooks example.com/ | not an address",
        "https://127.0.0.1\\@hooks.example.com/ | not an address"
      })
  void of_trick(String url, String why) {
    assertThatThrownBy(() -> Target.of(url, SHIPPED))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().errors()).extracting("field").containsOnly("url");
              assertThat(refused.problem().detail()).contains(why);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com",
        "https://hooks.example.com./orders?key=1",
        "https://hooks.example.com:8443/orders",
        "https://1.1.1.1/",
        "https://[2606:4700:4700::1111]/",
        "https://xn--bcher-kva.example/"
      })
  void of_public(String url) {
    Target target = Target.of(url, SHIPPED);

    assertThat(target.tls()).isTrue();
    assertThat(target.host()).doesNotEndWith(".").doesNotContain("[");
    assertThat(target.port()).isIn(443, 8443);
  }

  @Test
  void of_whatTheOperatorOpened() {
    WebhookSettings open =
        WebhookFixture.settings("blatam.bul.webhooks.allow = [\"10.1.0.0/16\", \"n8n.lan\"]");

    assertThat(Target.of("http://10.1.2.3:8080/hook", open).port()).isEqualTo(8080);
    assertThat(Target.of("http://N8N.lan:5678/hook", open).host()).isEqualTo("n8n.lan");
    assertThatThrownBy(() -> Target.of("https://10.2.0.1/", open)).hasMessageContaining("private");
    assertThatThrownBy(() -> Target.of("https://other.lan/", open)).hasMessageContaining("local");
  }

  @Test
  void of_plainHttpOpened_publicHost() {
    WebhookSettings open = WebhookFixture.settings("blatam.bul.webhooks.plain-http = on");

    assertThat(Target.of("http://hooks.example.com/", open).port()).isEqualTo(80);
    assertThatThrownBy(() -> Target.of("http://127.0.0.1/", open)).hasMessageContaining("machine");
  }
}
