package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import io.blatam.platform.testkit.HttpCaller;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** A caller of the knowledge routes who knows how to send a form and to wait until it is read. */
record KnowledgeClient(HttpCaller caller) {

  static final String KNOWLEDGE = "/api/v1/bul/knowledge";

  HttpCaller.Answer upload(String fileName, byte[] bytes) {
    return form(KNOWLEDGE, fileName, bytes, Map.of());
  }

  HttpCaller.Answer form(String path, String fileName, byte[] bytes, Map<String, String> fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            body.writeBytes(
                utf8(
                    "--xyz\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(name, value))));
    body.writeBytes(
        utf8(
            ("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n")
                .formatted(fileName)));
    body.writeBytes(bytes);
    body.writeBytes(utf8("\r\n--xyz--\r\n"));
    return caller.send(
        caller
            .request(path)
            .header("Content-Type", "multipart/form-data; boundary=xyz")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  HttpCaller.Answer note(String title, String text) {
    return caller.post(
        KNOWLEDGE,
        new String(Json.write(Map.of("title", title, "text", text)), StandardCharsets.UTF_8));
  }

  /** The note when it is ready or refused. */
  JsonNode read(HttpCaller.Answer accepted) {
    assertThat(accepted.status()).as(accepted.text()).isIn(200, 202);
    String id = accepted.json().get("id").textValue();
    Instant patience = Instant.now().plusSeconds(60);
    while (true) {
      JsonNode note = get(id).json();
      if (note.get("state").textValue().matches("ready|refused")) {
        return note;
      }
      assertThat(Instant.now()).as(note.toString()).isBefore(patience);
    }
  }

  HttpCaller.Answer get(String id) {
    return caller.get(KNOWLEDGE + "/" + id);
  }

  JsonNode search(String question) {
    return caller
        .get(KNOWLEDGE + "/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8))
        .json()
        .get("items");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
