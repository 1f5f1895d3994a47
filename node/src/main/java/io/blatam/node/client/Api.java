package io.blatam.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway, spoken to as one caller. Blocking and thread-safe.
 *
 * <p>Every call throws {@link ApiFailure} for an answer that is not a 2xx or for none at all.
 */
public final class Api {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration DOWNLOAD = Duration.ofMinutes(5);
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]+)\"");

  private final String url;
  private final Supplier<String> token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /**
   * @param url the gateway's address, without a path
   * @param token asked for at every request, so that a long wait outlives a short token
   */
  public Api(String url, Supplier<String> token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  public String url() {
    return url;
  }

  public JsonNode get(String path) {
    return get(path, Map.of());
  }

  public JsonNode get(String path, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).timeout(ANSWER).GET();
    headers.forEach(request::header);
    return tree(send(request));
  }

  /** An answer that is no JSON. */
  public String text(String path, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).timeout(ANSWER).GET();
    headers.forEach(request::header);
    try (InputStream body = send(request).body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ApiFailure.unreachable(url, e);
    }
  }

  public JsonNode put(String path, Object body) {
    return tree(
        send(
            request(path)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(Json.write(body)))));
  }

  public JsonNode post(String path, Object body) {
    return tree(
        send(
            request(path)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(body)))));
  }

  public JsonNode delete(String path) {
    return tree(send(request(path).timeout(ANSWER).DELETE()));
  }

  /** Posts a body of any type, with further headers. */
  public JsonNode post(String path, String mediaType, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path)
            .timeout(ANSWER)
            .header("Content-Type", mediaType)
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return tree(send(request));
  }

  /**
   * Opens an event stream after {@code lastId}; the caller closes it. The time limit is for its
   * head only.
   */
  public EventStream events(String path, String lastId) {
    HttpRequest.Builder request =
        request(path).timeout(ANSWER).header("Accept", "text/event-stream").GET();
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> response = send(request);
    return new EventStream(response.body());
  }

  /** An open stream of events. */
  public static final class EventStream implements AutoCloseable {
    private final InputStream bytes;
    private final EventReader reader;

    private EventStream(InputStream bytes) {
      this.bytes = bytes;
      this.reader = new EventReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    public Optional<ServerEvent> next() throws IOException {
      return reader.next();
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  /**
   * Downloads into {@code folder}, under the name that the platform gives the file or else {@code
   * fallbackName}. A download that breaks off leaves nothing behind.
   */
  public Path download(String path, Path folder, String fallbackName) throws IOException {
    HttpResponse<InputStream> response = send(request(path).timeout(DOWNLOAD).GET());
    Files.createDirectories(folder);
    Path target = folder.resolve(fileName(response).orElse(fallbackName));
    Path half = Files.createTempFile(folder, ".blatam", ".part");
    try (InputStream bytes = response.body()) {
      Files.copy(bytes, half, StandardCopyOption.REPLACE_EXISTING);
      // createTempFile makes it readable by its owner alone; a document is an ordinary file.
      ordinaryPermissions(half);
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
    return target;
  }

  private static void ordinaryPermissions(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** The name alone: whatever a server says, nothing is written outside the folder. */
  private static Optional<String> fileName(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Content-Disposition")
        .map(FILE_NAME::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1).replaceAll("[/\\\\\\p{Cntrl}]", "-"))
        .filter(name -> !name.startsWith("."));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token.get());
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() / 100 != 2) {
        try (InputStream body = response.body()) {
          throw ApiFailure.of(
              response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      return response;
    } catch (IOException e) {
      throw ApiFailure.unreachable(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiFailure.unreachable(url, e);
    }
  }

  private JsonNode tree(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      byte[] bytes = body.readAllBytes();
      return bytes.length == 0 ? Json.mapper().missingNode() : Json.mapper().readTree(bytes);
    } catch (IOException e) {
      throw ApiFailure.unreachable(url, e);
    }
  }
}
