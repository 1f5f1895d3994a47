package io.blatam.platform.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A caller of one server, with or without a token. */
public record HttpCaller(URI server, String token) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** An answer, its body read. */
  public record Answer(int status, JsonNode json, String text, HttpResponse<byte[]> raw) {

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The problem's {@code type} without its common prefix, e.g. {@code validation}. */
    public String problem() {
      return json.path("type").asText().replace("urn:blatam:problem:", "");
    }
  }

  public static HttpCaller anonymous(URI server) {
    return new HttpCaller(server, "");
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          parse(response),
          new String(response.body(), java.nio.charset.StandardCharsets.UTF_8),
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(HttpResponse<byte[]> response) throws IOException {
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return json ? Json.mapper().readTree(response.body()) : Json.mapper().missingNode();
  }
}
