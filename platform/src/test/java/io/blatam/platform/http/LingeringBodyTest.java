package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.extractRequestEntity;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.withSizeLimit;
import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.server.Route;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that sends all of its body before it reads gets its answer, and keeps the connection.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LingeringBodyTest {

  /** More than the default bound of 8 MiB, and more than sockets take unread. */
  private static final int HUGE = 24 << 20;

  @TempDir static Path data;
  static ScratchPlatform scratch;
  static URI server;

  @BeforeAll
  static void start() {
    scratch = ScratchPlatform.start(data);
    server = scratch.serve("test", routes());
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  static Route routes() {
    Route length =
        extractRequestEntity(
            entity ->
                onSuccess(
                    entity
                        .getDataBytes()
                        .runFold(
                            0L, (sum, part) -> sum + part.length(), scratch.platform().system()),
                    bytes -> complete("read " + bytes)));
    return concat(
        path("hello", () -> complete("hello")),
        path("bounded", () -> length),
        path(
            "thrown-away",
            () ->
                extractRequest(
                    request -> {
                      request.discardEntityBytes(scratch.platform().system());
                      return complete("unread");
                    })),
        path("wide", () -> withSizeLimit(2L * HUGE, () -> length)));
  }

  @Test
  void bodyAboveTheBound_isHeardOutAndRefused() throws Exception {
    try (Client client = new Client()) {
      client.post("/bounded", HUGE);
      assertThat(client.answer())
          .startsWith("HTTP/1.1 413")
          .contains("too-large", "8388608", "max-content-length");
      client.isStillThere();
    }
  }

  @Test
  void chunksAboveTheBound_areHeardOutAndRefused() throws Exception {
    try (Client client = new Client()) {
      client.write("POST /bounded HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int sent = 0; sent < HUGE; sent += 1 << 20) {
        client.write("100000\r\n" + "x".repeat(1 << 20) + "\r\n");
      }
      client.write("0\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 413").contains("too-large");
      client.isStillThere();
    }
  }

  @Test
  void bodyThatNobodyAsksFor_isHeardOut() throws Exception {
    try (Client client = new Client()) {
      client.post("/nowhere", HUGE);
      assertThat(client.answer()).startsWith("HTTP/1.1 404");
      client.isStillThere();
    }
  }

  /** Within the bound, so that whoever throws it away could read it to its end. */
  @Test
  void smallerBodyThatNobodyAsksFor_isHeardOut() throws Exception {
    try (Client client = new Client()) {
      client.post("/nowhere", HUGE / 4);
      assertThat(client.answer()).startsWith("HTTP/1.1 404");
      client.isStillThere();
    }
  }

  @Test
  void bodyThatIsThrownAway_isHeardOut() throws Exception {
    for (int i = 0; i < 10; i++) {
      try (Client client = new Client()) {
        client.post("/thrown-away", HUGE);
        assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("unread");
        client.isStillThere();
      }
    }
  }

  @Test
  void bodyWithinTheRoutesOwnBound_isRead() throws Exception {
    try (Client client = new Client()) {
      client.post("/wide", HUGE);
      assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("read " + HUGE);
      client.isStillThere();
    }
  }

  @Test
  void clientThatStopsSending_isNotWaitedForLong() throws Exception {
    try (Client client = new Client()) {
      client.write("POST /bounded HTTP/1.1\r\nHost: x\r\nContent-Length: " + HUGE + "\r\n\r\nx");
      long asked = System.nanoTime();
      assertThat(client.answer()).startsWith("HTTP/1.1 413").contains("Connection: close");
      assertThat(System.nanoTime() - asked).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void clientThatAsksFirst_isRefusedWithoutSending() throws Exception {
    try (Client client = new Client()) {
      client.write(
          "POST /bounded HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
              + HUGE
              + "\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void bodyBeyondAllBounds_isRefusedAtOnce() throws Exception {
    try (Client client = new Client()) {
      client.write("POST /bounded HTTP/1.1\r\nHost: x\r\nContent-Length: 90000000000\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 413");
    }
  }

  /** Writes without reading, as simple clients do. */
  private static final class Client implements AutoCloseable {

    private final Socket socket = new Socket(server.getHost(), server.getPort());
    private final BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

    Client() throws IOException {}

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** All at once: who takes his time to think of a body counts as one who has stopped. */
    void post(String path, int length) throws IOException {
      write(
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(path, length)
              + "x".repeat(length));
    }

    void isStillThere() throws IOException {
      write("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(answer()).startsWith("HTTP/1.1 200").endsWith("hello");
    }

    /** Head and body of one answer. */
    String answer() throws IOException {
      StringBuilder head = new StringBuilder();
      int length = 0;
      for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
        head.append(line).append('\n');
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring("Content-Length: ".length()));
        }
      }
      for (int i = 0; i < length; i++) {
        head.append((char) reader.read());
      }
      return head.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
