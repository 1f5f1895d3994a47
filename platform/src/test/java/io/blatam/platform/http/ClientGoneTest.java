package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.path;
import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Source;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ClientGoneTest {

  @TempDir static Path data;
  static ScratchPlatform scratch;
  static URI server;

  static final CompletableFuture<Done> HUNG_UP = new CompletableFuture<>();
  static final CompletableFuture<Done> STREAM_ENDED = new CompletableFuture<>();
  static final CompletableFuture<Done> ARRIVED = new CompletableFuture<>();

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
    return concat(
        path("hello", () -> complete("hello")),
        path(
            "never",
            () ->
                extractRequest(
                    request -> {
                      ClientGone.of(request).thenAccept(HUNG_UP::complete);
                      ARRIVED.complete(Done.getInstance());
                      return completeWithFuture(new CompletableFuture<HttpResponse>());
                    })),
        path(
            "silent",
            () ->
                Sse.stream(
                    last ->
                        Source.single(Sse.event("first", "1", "here"))
                            .concat(Source.maybe())
                            .mapMaterializedValue(ignored -> akka.NotUsed.getInstance())
                            .watchTermination(
                                (mat, end) -> {
                                  end.whenComplete(
                                      (done, failure) -> STREAM_ENDED.complete(Done.getInstance()));
                                  return mat;
                                }))));
  }

  static Socket ask(String text) throws Exception {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void answer_awaited_clientHangsUp_isTold() throws Exception {
    try (Socket socket = ask("GET /never HTTP/1.1\r\nHost: x\r\n\r\n")) {
      ARRIVED.get(10, TimeUnit.SECONDS);
      assertThat(HUNG_UP).isNotDone();
    }
    assertThat(HUNG_UP.get(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void stream_silent_clientHangsUp_isEndedBeforeItsNextByte() throws Exception {
    try (Socket socket = ask("GET /silent HTTP/1.1\r\nHost: x\r\n\r\n")) {
      byte[] head = socket.getInputStream().readNBytes(20);
      assertThat(new String(head, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200");
    }
    assertThat(STREAM_ENDED.get(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws Exception {
    String one = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
    String last = "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    try (Socket socket = ask(one + one + one + last)) {
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(all.split("200 OK", -1)).hasSize(4);
      assertThat(all.indexOf("404 Not Found")).isGreaterThan(all.lastIndexOf("200 OK"));
    }
  }
}
