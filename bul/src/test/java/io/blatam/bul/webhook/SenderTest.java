package io.blatam.bul.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.blatam.bul.webhook.Receiver.Reply;
import io.blatam.platform.testkit.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is sent and read, against real sockets on loopback. */
class SenderTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final String OPEN =
      "blatam.bul.webhooks { allow = [\"127.0.0.0/8\"], ports = [], plain-http = on,"
          + " connect-timeout = 1s, timeout = 2s }";
  private static final byte[] BODY = "{\"type\":\"t\"}".getBytes(StandardCharsets.UTF_8);

  private final AtomicInteger asked = new AtomicInteger();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private Sender sender(String settings) {
    return new Sender(
        KIT.system(),
        WebhookFixture.settings(settings),
        host -> {
          asked.incrementAndGet();
          return List.of(InetAddress.getLoopbackAddress());
        });
  }

  private static Answer post(Sender sender, String url) {
    return Await.result(sender.post(url, Map.of("webhook-id", "evt_1"), BODY));
  }

  @Test
  void post_nameIsResolvedOnceAndConnectedTo() {
    try (Receiver receiver = Receiver.friendly()) {
      Answer answer =
          post(sender(OPEN), "http://hooks.example.com:" + receiver.port() + "/a?b=c%20d");

      assertThat(answer.error()).isEmpty();
      assertThat(answer.status()).contains(200);
      assertThat(answer.snippet()).contains("thanks");
      assertThat(asked).hasValue(1);
      assertThat(receiver.calls).hasSize(1);
      assertThat(receiver.calls.get(0).path()).isEqualTo("/a?b=c%20d");
      assertThat(receiver.calls.get(0).id()).isEqualTo("evt_1");
      assertThat(receiver.calls.get(0).body()).isEqualTo("{\"type\":\"t\"}");
    }
  }

  @Test
  void post_publicNameOfAnInnerAddress_nothingIsSent() {
    try (Receiver receiver = Receiver.friendly()) {
      Answer answer =
          post(
              sender("blatam.bul.webhooks { ports = [], plain-http = on }"),
              "http://hooks.example.com:" + receiver.port() + "/");

      assertThat(answer.status()).isEmpty();
      assertThat(answer.error()).hasValueSatisfying(why -> assertThat(why).contains("machine"));
      assertThat(receiver.calls).isEmpty();
    }
  }

  @Test
  void post_redirect_isNotFollowed() {
    try (Receiver inner = Receiver.friendly();
        Receiver receiver =
            Receiver.answering(call -> new Reply(302, "Location", inner.url("/secret"), ""))) {
      Answer answer = post(sender(OPEN), receiver.url("/"));

      assertThat(answer.received()).isFalse();
      assertThat(answer.error()).hasValueSatisfying(why -> assertThat(why).contains("redirects"));
      assertThat(inner.calls).isEmpty();
    }
  }

  @Test
  void post_nobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThat(post(sender(OPEN), "http://127.0.0.1:" + port + "/").error()).isPresent();
  }

  @Test
  void post_receiverNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Answer answer = post(sender(OPEN), "http://127.0.0.1:" + silent.getLocalPort() + "/");

      assertThat(answer.error()).contains("no answer in time");
    }
  }

  @Test
  void post_answerWithoutEnd_onlyItsBeginningIsRead() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> pour(endless, hungUp), "endless");
      server.start();

      Answer answer = post(sender(OPEN), "http://127.0.0.1:" + endless.getLocalPort() + "/");

      assertThat(answer.error()).isEmpty();
      assertThat(answer.status()).contains(200);
      assertThat(answer.snippet()).hasValueSatisfying(text -> assertThat(text).hasSize(1000));
      assertThat(hungUp.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      server.join(10_000);
    }
  }

  private static void pour(ServerSocket endless, CountDownLatch hungUp) {
    try (Socket socket = endless.accept();
        OutputStream out = socket.getOutputStream()) {
      // A client refuses an answer to what it has not asked yet.
      while (socket.getInputStream().read() != '}') {}
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n".getBytes());
      byte[] much = "x".repeat(64_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 1_000_000; i++) {
        out.write(much);
      }
    } catch (IOException gone) {
      hungUp.countDown();
    }
  }
}
