package io.blatam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.Quickest;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes the gateway and what does not, on the wire. */
@Timeout(60)
class ProxyTest {

  private static final String DOCUMENTS = "/api/v1/bul/documents";

  @TempDir static Path data;
  static GatewayFixture gateway;

  @BeforeAll
  static void start() throws Exception {
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    gateway =
        GatewayFixture.start(
            data,
            """
            blatam.gateway.proxy.response-timeout = 700ms
            blatam.gateway.proxy.max-request-bytes = 64KiB
            blatam.gateway.proxy.circuit-breaker.failures = 1000
            blatam.gateway.upstreams.export = ["http://127.0.0.1:%d"]
            """
                .formatted(nobody));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void headers_ofTheRequest_endToEndOnesPassAndHopByHopOnesEnd() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    try (RawClient client = gateway.raw()) {
      client.send(
          gateway.head(
              "GET",
              DOCUMENTS + "?status=a%20b&language=%2F",
              "Connection: keep-alive, X-Private\r\n",
              "X-Private: secret\r\n",
              "Keep-Alive: timeout=5\r\n",
              "TE: trailers\r\n",
              "Proxy-Authorization: Basic eA==\r\n",
              "Upgrade: h2c\r\n",
              "Forwarded: for=10.0.0.1\r\n",
              "X-Forwarded-For: 10.0.0.1\r\n",
              "X-Forwarded-Host: evil.test\r\n",
              "X-Real-IP: 10.0.0.1\r\n",
              "User-Agent: odd/1 (one;two)\r\n",
              "Accept: text/html;q=0.9,*/*\r\n",
              "X-Custom: a,b; c=\"d\"\r\n",
              "X-Custom: again\r\n"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
    }
    String sent = gateway.upstream.nextHead();
    assertThat(sent)
        .startsWith("GET " + DOCUMENTS + "?status=a%20b&language=%2F HTTP/1.1\r\n")
        .contains("User-Agent: odd/1 (one;two)\r\n")
        .contains("Accept: text/html;q=0.9,*/*\r\n")
        .contains("X-Custom: a,b; c=\"d\"\r\n", "X-Custom: again\r\n")
        .contains("X-Forwarded-For: 127.0.0.1\r\n")
        .contains("X-Forwarded-Proto: http\r\n")
        .contains("X-Forwarded-Host: gateway.test\r\n")
        .contains("Authorization: Bearer ")
        .containsIgnoringCase("X-Request-Id: ");
    assertThat(sent.toLowerCase(Locale.ROOT))
        .doesNotContain(
            "x-private",
            "keep-alive",
            "\r\nte:",
            "proxy-auth",
            "upgrade",
            "10.0.0.1",
            "evil.test",
            "\r\nforwarded:",
            "timeout-access",
            "remote-address");
  }

  @Test
  void headers_namedByConnection_canNotStripWhoCalls() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    try (RawClient client = gateway.raw()) {
      client.send(gateway.head("GET", DOCUMENTS, "Connection: Authorization, X-Forwarded-For\r\n"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
    }
    assertThat(gateway.upstream.nextHead())
        .contains("Authorization: Bearer ", "X-Forwarded-For: 127.0.0.1");
  }

  @Test
  void headers_ofTheAnswer_passUnchangedButForHopByHop() throws Exception {
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write(
              """
              HTTP/1.1 200 OK\r
              Content-Type: text/plain; charset=UTF-8\r
              Content-Length: 2\r
              ETag: W/"x y"\r
              Cache-Control: private, max-age=1\r
              Set-Cookie: a=1; Path=/\r
              Set-Cookie: b=2\r
              X-Odd: a;b="c", d\r
              Connection: X-Hop\r
              X-Hop: 1\r
              Keep-Alive: timeout=9\r
              Server: secret/9\r
              \r
              ok""");
        });
    try (RawClient client = gateway.raw()) {
      String head = client.send(gateway.head("GET", DOCUMENTS)).readHead();
      assertThat(head)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("ETag: W/\"x y\"\r\n", "Cache-Control: private, max-age=1\r\n")
          .contains("Set-Cookie: a=1; Path=/\r\n", "Set-Cookie: b=2\r\n")
          .contains("X-Odd: a;b=\"c\", d\r\n", "Content-Length: 2\r\n")
          .contains("X-Content-Type-Options: nosniff\r\n")
          .doesNotContain("X-Hop", "Keep-Alive", "secret/9");
      assertThat(client.readUntil("ok")).isEqualTo("ok");
    }
  }

  @Test
  void body_chunkedWithTrailers_staysChunkedWithTrailers() throws Exception {
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                  + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 42\r\n\r\n");
          wire.awaitEnd();
        });
    try (RawClient client = gateway.raw()) {
      String head = client.send(gateway.head("GET", DOCUMENTS)).readHead();
      assertThat(head).contains("Transfer-Encoding: chunked").doesNotContain("Content-Length");
      assertThat(client.readUntil("X-Sum: 42\r\n\r\n"))
          .isEqualTo("3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 42\r\n\r\n");
    }
  }

  @Test
  void answer_endedByClosing_becomesChunkedAndKeepsTheClientsConnection() throws Exception {
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write("HTTP/1.1 200 OK\r\n\r\nall of it");
        });
    try (RawClient client = gateway.raw()) {
      assertThat(client.send(gateway.head("GET", DOCUMENTS)).readHead()).contains("chunked");
      assertThat(client.readUntil("0\r\n\r\n")).contains("all of it");
      assertThat(client.send(gateway.head("GET", DOCUMENTS)).readHead()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void head_answered_namesALengthAndHasNoBody() throws Exception {
    gateway.upstream.behave(
        wire -> {
          while (wire.head().isPresent()) {
            wire.write("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
          }
        });
    try (RawClient client = gateway.raw()) {
      assertThat(client.send(gateway.head("HEAD", DOCUMENTS)).readHead())
          .contains("Content-Length: 1234");
      assertThat(client.send(gateway.head("HEAD", DOCUMENTS)).readHead())
          .startsWith("HTTP/1.1 200");
    }
    assertThat(gateway.upstream.nextHead()).startsWith("HEAD ");
    assertThat(gateway.upstream.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void status_withoutBody_passesAndKeepsBothConnections(String status) throws Exception {
    gateway.upstream.behave(
        wire -> {
          while (wire.head().isPresent()) {
            wire.write("HTTP/1.1 " + status + "\r\nETag: \"1\"\r\n\r\n");
          }
        });
    try (RawClient client = gateway.raw()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(gateway.head("GET", DOCUMENTS)).readHead())
            .startsWith("HTTP/1.1 " + status)
            .contains("ETag: \"1\"");
      }
    }
    assertThat(gateway.upstream.connections()).isEqualTo(1);
  }

  @Test
  void events_streamed_arriveOneByOne() throws Exception {
    Semaphore seen = new Semaphore(0);
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
          for (int i = 0; i < 5; i++) {
            wire.write("e\r\ndata: tick " + i + "\n\n\r\n");
            // The next event is written only after the client has this one: buffering would hang
            // here.
            if (!seen.tryAcquire(5, TimeUnit.SECONDS)) {
              return;
            }
          }
          wire.write("0\r\n\r\n");
        });
    try (RawClient client = gateway.raw()) {
      client.send(gateway.head("GET", DOCUMENTS + "/1/events"));
      assertThat(client.readHead()).contains("text/event-stream");
      for (int i = 0; i < 5; i++) {
        long asked = System.nanoTime();
        assertThat(client.readUntil("\n\n\r\n")).contains("data: tick " + i);
        assertThat(System.nanoTime() - asked).isLessThan(TimeUnit.SECONDS.toNanos(4));
        seen.release();
      }
    }
  }

  @Test
  void clientAbort_whileStreaming_cancelsTheUpstream() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
          wire.awaitEnd();
          cancelled.countDown();
        });
    try (RawClient client = gateway.raw()) {
      client.send(gateway.head("GET", DOCUMENTS)).readUntil("x");
    }
    assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void clientAbort_beforeTheAnswer_cancelsTheUpstream() {
    // Well before the response time-out would have ended it.
    Duration soon = Duration.ofMillis(500);
    assertThat(Quickest.measured(soon, ProxyTest::untilCancelled)).isLessThan(soon);
  }

  /** From a request's arrival at the upstream to its end there, when its client is gone. */
  private static Duration untilCancelled() {
    CountDownLatch arrived = new CountDownLatch(1);
    CompletableFuture<Duration> cancelled = new CompletableFuture<>();
    gateway.upstream.behave(
        wire -> {
          wire.head();
          arrived.countDown();
          long since = System.nanoTime();
          wire.awaitEnd();
          cancelled.complete(Duration.ofNanos(System.nanoTime() - since));
        });
    try (RawClient client = gateway.raw()) {
      client.send(gateway.head("GET", DOCUMENTS));
      arrived.await(5, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
    return Await.result(cancelled);
  }

  @Test
  void upstream_breaksOffInTheBody_soDoesTheAnswer() throws Exception {
    Semaphore seen = new Semaphore(0);
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
          seen.tryAcquire(5, TimeUnit.SECONDS);
        });
    try (RawClient client = gateway.raw()) {
      assertThat(client.send(gateway.head("GET", DOCUMENTS)).readUntil("abc\r\n")).contains("abc");
      seen.release();
      assertThat(client.readAll()).doesNotContain("0\r\n\r\n");
    }
  }

  @Test
  void upstream_breaksOffBeforeTheHead_isABadGateway() {
    gateway.upstream.behave(RawUpstream.Wire::head);
    Answer answer = gateway.caller.post(DOCUMENTS, "{}");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.problem()).isEqualTo("bad-gateway");
    assertThat(answer.header("Retry-After")).isNotEmpty();
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    assertThat(gateway.caller.get(DOCUMENTS).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 nonsense\r\n\r\n"})
  void upstream_doesNotSpeakHttp_isABadGateway(String said) {
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write(said);
          wire.awaitEnd();
        });
    assertThat(gateway.caller.get(DOCUMENTS).status()).isEqualTo(502);
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    assertThat(gateway.caller.get(DOCUMENTS).status()).isEqualTo(200);
  }

  @Test
  void upstream_hugeHeader_isABadGateway() {
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write("HTTP/1.1 200 OK\r\nX-Huge: " + "x".repeat(200_000) + "\r\n\r\n");
          wire.awaitEnd();
        });
    assertThat(gateway.caller.get(DOCUMENTS).status()).isEqualTo(502);
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    assertThat(gateway.caller.get(DOCUMENTS).status()).isEqualTo(200);
  }

  @Test
  void upstream_neverAnswers_isATimeout() {
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.awaitEnd();
        });
    Answer answer = gateway.caller.get(DOCUMENTS);
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.problem()).isEqualTo("timeout");
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    assertThat(gateway.caller.get(DOCUMENTS).status()).isEqualTo(200);
  }

  @Test
  void upstream_notThere_isUnavailableAtOnce() {
    Duration second = Duration.ofSeconds(1);
    assertThat(Quickest.of(second, () -> gateway.caller.post("/api/v1/export", "{}")))
        .isLessThan(second);
    Answer answer = gateway.caller.post("/api/v1/export", "{}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 30);
  }

  @Test
  void body_streamed_reachesTheUpstreamBeforeItIsComplete() throws Exception {
    Semaphore arrived = new Semaphore(0);
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.read(3);
          arrived.release();
          wire.read(3);
          wire.write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
          wire.awaitEnd();
        });
    try (RawClient client = gateway.raw()) {
      client.send(gateway.head("POST", DOCUMENTS, "Content-Length: 6\r\n") + "abc");
      assertThat(arrived.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
      assertThat(client.send("def").readHead()).startsWith("HTTP/1.1 201");
    }
    assertThat(gateway.upstream.nextHead()).contains("Content-Length: 6");
  }

  @Test
  void body_announcedTooLarge_isRefusedWithoutAskingTheUpstream() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    try (RawClient client = gateway.raw()) {
      String head =
          client.send(gateway.head("POST", DOCUMENTS, "Content-Length: 70000\r\n")).readHead();
      assertThat(head).startsWith("HTTP/1.1 413").contains("problem+json");
      assertThat(client.readUntil("}")).contains("blatam.gateway.proxy.max-request-bytes");
    }
    assertThat(gateway.upstream.requests()).isZero();
  }

  @Test
  void body_chunkedAndTooLarge_isRefusedAndTheUpstreamIsCutOff() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.awaitEnd();
          ended.countDown();
        });
    try (RawClient client = gateway.raw()) {
      client.send(gateway.head("POST", DOCUMENTS, "Transfer-Encoding: chunked\r\n"));
      for (int i = 0; i < 9; i++) {
        client.send("2000\r\n" + "x".repeat(0x2000) + "\r\n");
      }
      assertThat(client.readHead()).startsWith("HTTP/1.1 413").contains("problem+json");
    }
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void body_gzipTransferCoding_isNotImplemented() throws Exception {
    try (RawClient client = gateway.raw()) {
      String head =
          client
              .send(gateway.head("POST", DOCUMENTS, "Transfer-Encoding: gzip, chunked\r\n"))
              .readHead();
      assertThat(head).containsAnyOf("HTTP/1.1 501", "HTTP/1.1 400");
    }
  }

  @Test
  void keepAlive_closedByTheUpstreamWhileIdle_isNotUsedAgain() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    gateway.upstream.behave(
        wire -> {
          wire.headAndBody();
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          closed.countDown();
        });
    assertThat(gateway.caller.post(DOCUMENTS, "{}").status()).isEqualTo(200);
    closed.await(5, TimeUnit.SECONDS);
    int failed = 0;
    for (int i = 0; i < 20; i++) {
      failed += gateway.caller.get(DOCUMENTS).status() == 200 ? 0 : 1;
    }
    assertThat(failed).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/bul/../../../secret",
        "/api/v1/bul/..",
        "/api/v1/bul/./x",
        "/api/v1/bul/%2e%2e/export",
        "/api/v1/bul/%2E%2E%2Fexport",
        "/api/v1/bul/..%2fexport",
        "/api/v1/bul/..%5cexport",
        "/api/v1/bul/%252e%252e/export",
        "/api/v1/bul/%252e%252e%252fexport",
        "/api/v1/bul/..;/export",
        "/api/v1/bul//export",
        "/api/v1/bul/a%00b",
        "/api/v1/bul/a%0d%0aX-Evil:1",
        "/api/v1/bul/\\..\\export",
        "/api/v1/bul%2f..%2fexport",
        "/api/v1/%62ul/../gamma",
        "//api/v1/bul/x",
        "/api/v1//bul/x",
        "/API/V1/BUL/x",
        "/api/v1/bulx",
        "/api/v2/bul/x",
        "/internal/metrics/../x",
        "*",
      })
  void path_ambiguous_neverReachesAnUpstream(String path) throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "reached"));
    try (RawClient client = gateway.raw()) {
      String head = client.send(gateway.head("GET", path, "Connection: close\r\n")).readHead();
      assertThat(head).matches("(?s)HTTP/1.1 40[04].*");
    }
    assertThat(gateway.upstream.requests()).isZero();
  }

  @Test
  void target_absolute_isForwardedInOriginFormToOurUpstreamOnly() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    try (RawClient client = gateway.raw()) {
      String head = client.send(gateway.head("GET", "http://gateway.test" + DOCUMENTS)).readHead();
      assertThat(head).startsWith("HTTP/1.1 200");
    }
    assertThat(gateway.upstream.nextHead())
        .startsWith("GET " + DOCUMENTS + " HTTP/1.1\r\n")
        .contains("Host: 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: other.test\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Content-Length: +3\r\n",
        "Bad Header: x\r\n",
      })
  void request_thatCouldBeReadInTwoWays_isRefused(String header) throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "reached"));
    try (RawClient client = gateway.raw()) {
      String head = client.send(gateway.head("POST", DOCUMENTS, header) + "abc").readHead();
      assertThat(head).matches("(?s)HTTP/1.1 (400|501).*");
    }
    assertThat(gateway.upstream.requests()).isZero();
  }

  @Test
  void headers_tooMany_areRefused() throws Exception {
    try (RawClient client = gateway.raw()) {
      String head =
          client.send(gateway.head("GET", DOCUMENTS, "X-A: b\r\n".repeat(100))).readHead();
      assertThat(head).matches("(?s)HTTP/1.1 (400|431).*");
    }
  }

  @Test
  void method_unusual_passes() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    assertThat(
            gateway
                .caller
                .send(
                    gateway
                        .caller
                        .request(DOCUMENTS)
                        .method("PATCH", BodyPublishers.ofString("{}")))
                .status())
        .isEqualTo(200);
    assertThat(gateway.upstream.nextHead()).startsWith("PATCH ");
  }
}
