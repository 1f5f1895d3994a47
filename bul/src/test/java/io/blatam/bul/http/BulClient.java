package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.testkit.HttpCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A caller of the document routes who knows how to wait for a job. */
public record BulClient(HttpCaller caller) {

  static final String DOCUMENTS = "/api/v1/bul/documents";

  static final String CAFETERIA =
      """
      {"text": "Plan de negocio para la cafetería Aroma en Bogotá, inversión 80 000 000 COP",
       "document_type": "business-plan", "language": "es", "formats": ["pdf", "md"],
       "company": {"name": "Cafetería Aroma", "city": "Bogotá", "country": "CO"}}
      """;

  static final String MEETING =
      """
      {"text": "Acta de la reunión de ventas del lunes con Ana y Luis: se acordó subir los precios",
       "document_type": "meeting-report", "language": "es", "formats": ["md"]}
      """;

  /** An event of a stream. */
  record Event(String id, String type, String data) {}

  public static BulClient of(URI server, String token) {
    return new BulClient(new HttpCaller(server, token));
  }

  /** Asks, and gives the job's id. */
  String submit(String brief) {
    HttpCaller.Answer answer = caller.post(DOCUMENTS, brief);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().get("id").textValue();
  }

  HttpCaller.Answer submit(String brief, String idempotencyKey) {
    return caller.send(
        caller
            .request(DOCUMENTS)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofString(brief)));
  }

  JsonNode job(String id) {
    return caller.get(DOCUMENTS + "/" + id).json();
  }

  /** Follows the job's events to its end, and gives the job as it is then. */
  JsonNode finished(String id) {
    events(id, "");
    return job(id);
  }

  /** All events after {@code last}, to the end of the stream. */
  List<Event> events(String id, String last) {
    HttpRequest.Builder request =
        caller.request(DOCUMENTS + "/" + id + "/events").timeout(Duration.ofSeconds(90)).GET();
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    List<Event> events = new ArrayList<>();
    try {
      HttpResponse<java.util.stream.Stream<String>> response =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      Instant patience = Instant.now().plusSeconds(90);
      String eventId = "";
      String type = "";
      String data = "";
      for (String line : (Iterable<String>) response.body()::iterator) {
        assertThat(Instant.now()).as("job %s goes on", id).isBefore(patience);
        if (line.startsWith("id:")) {
          eventId = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data = line.substring(5).strip();
        } else if (line.isEmpty() && !type.isEmpty()) {
          events.add(new Event(eventId, type, data));
          type = "";
        }
      }
      return events;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
