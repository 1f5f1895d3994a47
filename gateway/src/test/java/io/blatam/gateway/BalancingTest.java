package io.blatam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.platform.testkit.HttpCaller.Answer;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several addresses of a service, some of them bad; and what happens when all is taken. */
@Timeout(60)
class BalancingTest {

  private static final String DECKS = "/api/v1/gamma/presentations";

  @TempDir static Path data;
  static RawUpstream first;
  static RawUpstream second;
  static GatewayFixture gateway;

  @BeforeAll
  static void start() throws Exception {
    first = new RawUpstream();
    second = new RawUpstream();
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    gateway =
        GatewayFixture.start(
            data,
            """
            blatam.gateway.accounts.first-admin-password = ""
            blatam.gateway.proxy.max-concurrent-requests = 2
            blatam.gateway.proxy.circuit-breaker { failures = 2, cool-down = 300s }
            blatam.gateway.upstreams.gamma = ["%s", "http://127.0.0.1:%d", "%s"]
            blatam.gateway.upstreams.agents = ["%s"]
            blatam.gateway.cors.allowed-origins = ["https://app.example"]
            """
                .formatted(first.address(), nobody, second.address(), first.address()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    first.close();
    second.close();
  }

  @Test
  void addresses_several_takeTurnsAndADeadOneCostsNothing() {
    first.behave(RawUpstream.answering("200 OK", "1"));
    second.behave(RawUpstream.answering("200 OK", "2"));
    int ones = 0;
    int twos = 0;
    for (int i = 0; i < 30; i++) {
      Answer answer = gateway.caller.post(DECKS, "{}");
      assertThat(answer.status()).isEqualTo(200);
      ones += answer.text().equals("1") ? 1 : 0;
      twos += answer.text().equals("2") ? 1 : 0;
    }
    assertThat(ones).isGreaterThan(8);
    assertThat(twos).isGreaterThan(8);
    assertThat(ones + twos).isEqualTo(30);
  }

  @Test
  void breaker_openAfterFailures_answersWithoutAsking() {
    first.behave(
        wire -> {
          wire.head();
          // Broken off, again and again.
        });
    for (int i = 0; i < 2; i++) {
      assertThat(gateway.caller.get("/api/v1/agents/x").status()).isEqualTo(502);
    }
    int asked = first.requests();
    Answer answer = gateway.caller.get("/api/v1/agents/x");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(290, 301);
    assertThat(first.requests()).isEqualTo(asked);
  }

  @Test
  void requests_moreThanFit_areToldToComeBack() throws Exception {
    CountDownLatch arrived = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    gateway.upstream.behave(
        wire -> {
          wire.head();
          arrived.countDown();
          go.await(20, TimeUnit.SECONDS);
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    try (RawClient one = gateway.raw();
        RawClient two = gateway.raw()) {
      one.send(gateway.head("GET", "/api/v1/bul/a"));
      two.send(gateway.head("GET", "/api/v1/bul/b"));
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      Answer answer = gateway.caller.get("/api/v1/bul/c");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      go.countDown();
      assertThat(one.readHead()).startsWith("HTTP/1.1 200");
      assertThat(two.readHead()).startsWith("HTTP/1.1 200");
    }
    gateway.upstream.behave(RawUpstream.answering("200 OK", ""));
    assertThat(gateway.caller.get("/api/v1/bul/c").status()).isEqualTo(200);
  }

  @Test
  void origin_allowed_mayCallFromABrowserAndOthersMayNot() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    String preflight =
        "OPTIONS /api/v1/bul/documents HTTP/1.1\r\nHost: x\r\nOrigin: %s\r\nAccess-Control-Request-Method: POST\r\n\r\n";
    try (RawClient browser = gateway.raw()) {
      assertThat(browser.send(preflight.formatted("https://app.example")).readHead())
          .startsWith("HTTP/1.1 204")
          .contains("Access-Control-Allow-Origin: https://app.example\r\n", "Vary: Origin");
      assertThat(
              browser
                  .send(gateway.head("GET", "/api/v1/bul/a", "Origin: https://app.example\r\n"))
                  .readUntil("ok"))
          .contains("Access-Control-Allow-Origin: https://app.example");
    }
    try (RawClient browser = gateway.raw()) {
      assertThat(browser.send(preflight.formatted("https://evil.example")).readHead())
          .startsWith("HTTP/1.1 401")
          .doesNotContain("Access-Control-Allow-Origin");
    }
  }

  @Test
  void firstStart_generatedPassword_isShownOnceAndWorks() {
    // A gateway of its own: the banner of this class's fixture went to the standard error.
    Path own = data.resolve("own");
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (GatewayFixture fresh =
        GatewayFixture.start(own, "blatam.gateway.accounts.first-admin-password = \"\"", shown)) {
      Matcher password = awaitPassword(shown);
      Answer answer =
          fresh.caller.post(
              "/api/v1/auth/token",
              "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password.group(1)));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    try (GatewayFixture restarted =
        GatewayFixture.start(own, "blatam.gateway.accounts.first-admin-password = \"\"", again)) {
      Answer wrong =
          restarted.caller.post(
              "/api/v1/auth/token", "{\"username\":\"admin\",\"password\":\"guess\"}");
      assertThat(wrong.status()).isEqualTo(401);
    }
    assertThat(again.size()).isZero();
  }

  private static Matcher awaitPassword(ByteArrayOutputStream shown) {
    Pattern line = Pattern.compile("password\\s+(\\S+)");
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Matcher found = line.matcher("");
    while (!found.find() && System.nanoTime() < patience) {
      found = line.matcher(shown.toString(StandardCharsets.UTF_8));
      Thread.onSpinWait();
    }
    found.reset();
    assertThat(found.find()).isTrue();
    return found;
  }
}
