package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.Doors;
import io.blatam.platform.http.Json;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import io.blatam.platform.testkit.HttpCaller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The tenant's stream of events, and waiting for one job. */
class EventsTest {

  private static final String EVENTS = "/api/v1/bul/events";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private BulClient newTenant() {
    return Doors.on(Engine.H2).newTenant();
  }

  private record Told(String id, String type, JsonNode payload) {
    String job() {
      return payload.at("/data/id").textValue();
    }
  }

  /** An open stream, read event by event. */
  private record Stream(InputStream bytes, BufferedReader lines) implements AutoCloseable {

    static Stream open(BulClient bul, String query, String last) {
      HttpRequest.Builder request = bul.caller().request(EVENTS + query).GET();
      if (!last.isEmpty()) {
        request.header("Last-Event-ID", last);
      }
      HttpResponse<InputStream> response =
          Await.result(
              CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
      assertThat(response.statusCode()).isEqualTo(200);
      return new Stream(
          response.body(),
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    List<Told> next(int count) {
      return Await.result(CompletableFuture.supplyAsync(() -> read(count)));
    }

    private List<Told> read(int count) {
      List<Told> told = new ArrayList<>();
      String id = "";
      String type = "";
      String data = "";
      try {
        while (told.size() < count) {
          String line = String.valueOf(lines.readLine());
          assertThat(line).as("an endless stream").isNotEqualTo("null");
          if (line.startsWith("id:")) {
            id = line.substring(3).strip();
          } else if (line.startsWith("event:")) {
            type = line.substring(6).strip();
          } else if (line.startsWith("data:")) {
            data = line.substring(5).strip();
          } else if (line.isEmpty() && !data.isEmpty()) {
            told.add(
                new Told(
                    id, type, Json.read(data.getBytes(StandardCharsets.UTF_8), JsonNode.class)));
            data = "";
          }
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return told;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  @Test
  void stream_openBeforeTheJob_tellsItAsItHappens() throws IOException {
    BulClient bul = newTenant();
    BulClient other = newTenant();
    try (Stream stream = Stream.open(bul, "", "")) {
      other.finished(other.submit(BulClient.MEETING));
      String job = bul.submit(BulClient.MEETING);

      assertThat(stream.next(3))
          .allMatch(told -> told.job().equals(job))
          .extracting(Told::type)
          .containsExactly("document.submitted", "document.started", "document.done");
    }
  }

  @Test
  void stream_resumed_goesOnAfterTheLastEvent() throws IOException {
    BulClient bul = newTenant();
    bul.finished(bul.submit(BulClient.MEETING));
    String second = bul.submit(BulClient.MEETING);
    List<Told> all;
    try (Stream stream = Stream.open(bul, "?from=start", "")) {
      all = stream.next(6);
    }
    assertThat(all).extracting(told -> told.payload().get("id")).doesNotHaveDuplicates();

    long third = positions(bul, all).get(2);
    try (Stream stream = Stream.open(bul, "", Long.toString(third))) {
      assertThat(stream.next(3)).isEqualTo(all.subList(3, 6));
    }
    try (Stream stream = Stream.open(bul, "?from=start&job=" + second, "")) {
      assertThat(stream.next(3)).extracting(Told::job).containsOnly(second);
    }
  }

  private static List<Long> positions(BulClient bul, List<Told> told) {
    List<Long> positions = told.stream().map(one -> Long.valueOf(one.id())).toList();
    assertThat(positions).as(bul.toString()).isSorted().doesNotHaveDuplicates();
    return positions;
  }

  @Test
  void stream_ofABulk_tellsItsRowsAndItsEnd() throws IOException {
    BulClient bul = newTenant();
    bul.submit(BulClient.MEETING);
    HttpCaller.Answer accepted =
        BulkContract.send(bul, "application/x-ndjson", BulkContract.meetings(2), "");
    String id = accepted.json().get("id").textValue();
    try (Stream stream = Stream.open(bul, "?from=start&bulk=" + id, "")) {
      List<Told> told = stream.next(7);

      assertThat(told).extracting(Told::type).filteredOn("document.done"::equals).hasSize(2);
      assertThat(told.get(6).type()).isEqualTo("bulk.finished");
      assertThat(told.get(6).payload().at("/data/counts/done").intValue()).isEqualTo(2);
      assertThat(told.get(0).payload().at("/data/bulk/id").textValue()).isEqualTo(id);
    }
  }

  @Test
  void wait_forEachRevision_seesTheJobThroughToItsEnd() {
    BulClient bul = newTenant();
    String path = BulClient.DOCUMENTS + "/" + bul.submit(BulClient.MEETING);
    JsonNode job = bul.caller().get(path + "?wait=30&after=0").json();
    for (int asked = 0; asked < 50 && !job.has("finished_at"); asked++) {
      long before = job.get("revision").longValue();
      job = bul.caller().get(path + "?wait=30&after=" + before).json();
      assertThat(job.get("revision").longValue()).isGreaterThan(before);
    }

    assertThat(job.get("status").textValue()).isEqualTo("done");
    assertThat(bul.caller().get(path + "?wait=30").json().get("status").textValue())
        .isEqualTo("done");
  }

  @Test
  void badParameters() {
    BulClient bul = newTenant();
    String path = BulClient.DOCUMENTS + "/" + bul.submit(BulClient.MEETING);

    assertThat(bul.caller().get(path + "?wait=61").status()).isEqualTo(400);
    assertThat(bul.caller().get(path + "?wait=-1").status()).isEqualTo(400);
    assertThat(bul.caller().get(path + "?wait=1&after=x").status()).isEqualTo(400);
    assertThat(bul.caller().get(EVENTS + "?from=yesterday").status()).isEqualTo(400);
    assertThat(newTenant().caller().get(path + "?wait=30").status()).isEqualTo(404);
    assertThat(HttpCaller.anonymous(Doors.on(Engine.H2).server()).get(EVENTS).status())
        .isEqualTo(401);
  }
}
