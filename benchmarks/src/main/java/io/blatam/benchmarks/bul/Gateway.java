package io.blatam.benchmarks.bul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A running platform, through its gateway. Thread-safe. */
final class Gateway {

  private static final String DOCUMENTS = "/api/v1/bul/documents";

  /** Answered as soon as something has happened to the job. */
  private static final String WAITING = "?wait=10";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;

  private Gateway(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** The platform that {@code ./blatam bench} was started beside. */
  static Gateway running() {
    return new Gateway(System.getenv("BLATAM_URL"), System.getenv("BLATAM_TOKEN"));
  }

  /**
   * Asks for a document and waits for its end, whichever.
   *
   * @return the job as it ended
   */
  JsonNode document(String brief) throws InterruptedException {
    JsonNode job = json(send("POST", DOCUMENTS, brief));
    String path = DOCUMENTS + "/" + job.path("id").asText();
    while (!List.of("done", "failed", "cancelled", "question")
        .contains(job.path("status").asText())) {
      job = get(path + WAITING);
    }
    return job;
  }

  byte[] file(JsonNode job, String format) throws InterruptedException {
    return send("GET", DOCUMENTS + "/" + job.path("id").asText() + "/files/" + format, "");
  }

  JsonNode get(String path) throws InterruptedException {
    return json(send("GET", path, ""));
  }

  private JsonNode json(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] send(String method, String path, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "HTTP "
                + response.statusCode()
                + ": "
                + new String(response.body(), StandardCharsets.UTF_8));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
