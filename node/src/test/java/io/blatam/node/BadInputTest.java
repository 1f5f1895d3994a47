package io.blatam.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent through the gateway of a real platform, what is wrong with it is a 4xx problem.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BadInputTest {

  private static final List<String> POSTS =
      List.of(
          "/api/v1/bul/documents",
          "/api/v1/gamma/presentations",
          "/api/v1/agents/workflows",
          "/api/v1/agents/nlp/analyze",
          "/api/v1/redundancy/analyze",
          "/api/v1/redundancy/similarity",
          "/api/v1/export",
          "/v1/chat/completions",
          "/v1/embeddings",
          "/api/v1/auth/password",
          "/api/v1/auth/users");
  private static final List<String> GETS =
      List.of(
          "/api/v1/bul/documents/nope",
          "/api/v1/bul/documents/nope/events",
          "/api/v1/bul/documents/nope/files/pdf",
          "/api/v1/bul/documents?cursor=zz",
          "/api/v1/bul/documents?limit=-1",
          "/api/v1/bul/documents?status=zz",
          "/api/v1/bul/documents/..%2f..%2fetc%2fpasswd",
          "/api/v1/gamma/presentations/nope",
          "/api/v1/agents/workflows/nope",
          "/api/v1/nope",
          "/v1/models/nope");

  @TempDir static Path home;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private ScratchNode node;
  private String token;

  @BeforeAll
  void start() {
    node = new ScratchNode(home);
    assertThat(node.blatam("start").exitCode()).isZero();
    token = node.blatam("token").out().strip();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  static Stream<Arguments> bodies() {
    return POSTS.stream()
        .flatMap(
            path ->
                Stream.of(
                        "{\"a\":",
                        "",
                        "[]",
                        "null",
                        "\"x\"",
                        "{\"zzz\":1}",
                        "{\"text\":5,\"formats\":{},\"messages\":5,\"input\":{},\"texts\":7}",
                        "[".repeat(100_000))
                    .map(body -> Arguments.of(path, body)));
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("bodies")
  void post_badBody_isAProblemOfTheCaller(String path, String body) throws Exception {
    assertProblem(path, send(path, token, BodyPublishers.ofString(body)));
  }

  static Stream<String> posts() {
    return POSTS.stream();
  }

  @ParameterizedTest
  @MethodSource("posts")
  void post_forgedToken_is401(String path) throws Exception {
    String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
    var answer = send(path, forged, BodyPublishers.ofString("{}"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertProblem(path, answer);
  }

  static Stream<String> gets() {
    return GETS.stream();
  }

  @ParameterizedTest
  @MethodSource("gets")
  void get_whatIsNotThere_isAProblemOfTheCaller(String path) throws Exception {
    assertProblem(path, http.send(request(path, token).GET().build(), BodyHandlers.ofString()));
  }

  private HttpResponse<String> send(String path, String bearer, HttpRequest.BodyPublisher body)
      throws Exception {
    return http.send(
        request(path, bearer).header("Content-Type", "application/json").POST(body).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String bearer) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port("gateway") + path))
        .header("Authorization", "Bearer " + bearer);
  }

  private static void assertProblem(String path, HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    JsonNode problem = Json.mapper().readTree(answer.body());
    if (path.startsWith("/v1/")) {
      assertThat(problem.path("error").path("message").asText()).isNotBlank();
    } else {
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(problem.path("type").asText()).startsWith("urn:blatam:problem:");
      assertThat(problem.path("detail").asText()).isNotBlank();
    }
  }
}
