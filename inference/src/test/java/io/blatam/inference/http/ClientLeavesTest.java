package io.blatam.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.openai.StubEndpoint;
import io.blatam.inference.openai.StubEndpoint.Silent;
import io.blatam.platform.testkit.Quickest;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that hangs up before its answer has begun. */
@Timeout(60)
class ClientLeavesTest {

  private static StubEndpoint endpoint;
  private static ScratchPlatform scratch;
  private static URI server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    endpoint = StubEndpoint.start();
    scratch =
        ScratchPlatform.start(
            folder,
            """
            blatam.inference.embedding.warm-up = off
            blatam.inference.openai { base-url = "%s", model = "stub", max-retries = 0 }
            """
                .formatted(endpoint.baseUrl()));
    server = scratch.serve("inference", new InferenceService().start(scratch.platform()));
  }

  @AfterAll
  static void stop() {
    scratch.close();
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void chat_clientHangsUp_theEndpointHearsOfIt(boolean stream) {
    assertThat(Quickest.measured(Silent.SOON, () -> fromHangingUpToClosed(stream)))
        .isLessThan(Silent.SOON);
  }

  private static Duration fromHangingUpToClosed(boolean stream) {
    Silent silent = new Silent();
    endpoint.then(silent);
    try {
      Socket client = new Socket(server.getHost(), server.getPort());
      // Another question each time: the same one would wait for the answer to the one before.
      ask(
          client,
          "{\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
              .formatted(stream, UUID.randomUUID()));
      return silent.awaitAsked().closesAfter(() -> close(client));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ask(Socket client, String body) throws IOException {
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + scratch.token("acme", "inference")
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    client.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }
}
