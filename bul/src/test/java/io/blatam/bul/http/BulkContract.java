package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.Doors;
import io.blatam.platform.testkit.Engine;
import io.blatam.platform.testkit.HttpCaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What bulks promise; run against each database. */
abstract class BulkContract {

  static final String BULK = "/api/v1/bul/bulk";

  private static final String TABLE =
      """
      text;document_type;language;formats
      Acta de la reunión de ventas: se acordó subir los precios;meeting-report;es;md
      Acta de la reunión de compras;meeting-report;klingon;md
      Acta de la reunión de personal: se acordó contratar;meeting-report;es;md|txt
      """;

  abstract Engine engine();

  private BulClient newTenant() {
    return Doors.on(engine()).newTenant();
  }

  static HttpCaller.Answer send(BulClient bul, String type, String body, String key) {
    HttpRequest.Builder request =
        bul.caller()
            .request(BULK)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return bul.caller().send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
  }

  static String meetings(int rows) {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(
            row ->
                "{\"text\": \"Acta de la reunión %d\", \"document_type\": \"meeting-report\", \"language\": \"es\", \"formats\": [\"md\"]}"
                    .formatted(row))
        .collect(Collectors.joining("\n"));
  }

  static JsonNode finished(BulClient bul, HttpCaller.Answer accepted) {
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String self = accepted.header("Location");
    Eventually.holds(() -> bul.caller().get(self).json().has("finished_at"));
    return bul.caller().get(self).json();
  }

  @Test
  void table_oneBadRow_theOthersBecomeDocuments() throws IOException {
    BulClient bul = newTenant();
    HttpCaller.Answer accepted = send(bul, "text/csv", TABLE, "");
    assertThat(accepted.json().at("/counts/rejected").intValue()).isEqualTo(1);
    JsonNode bulk = finished(bul, accepted);

    assertThat(bulk.get("status").textValue()).isEqualTo("finished");
    assertThat(bulk.at("/counts/done").intValue()).isEqualTo(2);
    JsonNode rows = bul.caller().get(bulk.at("/links/rows").textValue()).json().get("items");
    assertThat(rows.findValuesAsText("state")).containsExactly("done", "rejected", "done");
    assertThat(rows.at("/1/reason").textValue()).startsWith("language: ");
    assertThat(bul.caller().get(rows.at("/0/links/job").textValue()).json().get("status"))
        .hasToString("\"done\"");

    String result = bul.caller().get(bulk.at("/links/result").textValue()).text();
    assertThat(result).startsWith("\ufeffrow,state,job,document_type,title,reason\r\n");
    assertThat(result.lines()).hasSize(4);
    assertThat(result).contains("2,rejected,,,,");

    HttpCaller.Answer zip = bul.caller().get(bulk.at("/links/files").textValue());
    assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
    List<String> names = new ArrayList<>();
    try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(zip.raw().body()))) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        names.add(entry.getName().substring(0, 4) + entry.getName().replaceFirst(".*\\.", "."));
        assertThat(new String(archive.readAllBytes(), StandardCharsets.UTF_8)).isNotBlank();
      }
    }
    assertThat(names).containsExactlyInAnyOrder("0001.md", "0003.md", "0003.txt");
  }

  @Test
  void rows_moreThanTheQueueTakes_comeInAsThereIsRoom() {
    BulClient bul = newTenant();
    HttpCaller.Answer accepted = send(bul, "application/x-ndjson", meetings(8), "");
    JsonNode bulk = finished(bul, accepted);

    assertThat(bulk.at("/counts/done").intValue()).isEqualTo(8);
    assertThat(bul.caller().get(BulClient.DOCUMENTS + "?limit=50").json().get("items")).hasSize(8);
  }

  @Test
  void submit_sameKey_isTheSameBulk() {
    BulClient bul = newTenant();
    HttpCaller.Answer first = send(bul, "application/x-ndjson", meetings(1), "friday");
    HttpCaller.Answer again = send(bul, "application/x-ndjson", meetings(1), "friday");

    assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(send(bul, "application/x-ndjson", meetings(2), "friday").status()).isEqualTo(409);
    finished(bul, first);
    assertThat(bul.caller().get(BulClient.DOCUMENTS).json().get("items")).hasSize(1);
  }

  @Test
  void cancel_endsEveryRow() {
    BulClient bul = newTenant();
    HttpCaller.Answer accepted =
        send(bul, "application/json", "[" + meetings(30).replace("\n", ",") + "]", "");
    String self = accepted.header("Location");
    assertThat(bul.caller().delete(self).json().get("status").textValue()).isEqualTo("cancelled");
    JsonNode bulk = finished(bul, accepted);

    assertThat(bulk.at("/counts/cancelled").intValue()).isPositive();
    assertThat(bulk.at("/counts/cancelled").intValue() + bulk.at("/counts/done").intValue())
        .isEqualTo(30);
    assertThat(bul.caller().delete(self).status()).isEqualTo(409);
  }

  @Test
  void bulk_ofAnotherTenant_isNotThere() {
    BulClient bul = newTenant();
    BulClient other = newTenant();
    HttpCaller.Answer accepted = send(bul, "application/x-ndjson", meetings(1), "");
    String self = accepted.header("Location");

    for (String path : List.of("", "/rows", "/result.csv", "/files.zip")) {
      assertThat(other.caller().get(self + path).status()).as(path).isEqualTo(404);
    }
    assertThat(other.caller().delete(self).status()).isEqualTo(404);
    assertThat(other.caller().get(BULK).json().get("items")).isEmpty();
    assertThat(bul.caller().get(BULK).json().get("items")).hasSize(1);
    finished(bul, accepted);
  }

  @Test
  void submit_nothingThatCanBeAskedFor_saysWhyForEachRow() {
    BulClient bul = newTenant();
    HttpCaller.Answer refused =
        send(bul, "text/csv", "text,language\nActa uno,klingon\nActa dos,vulcan\n", "");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("errors").findValuesAsText("field"))
        .containsExactly("rows[1].language", "rows[2].language");
    assertThat(bul.caller().get(BULK).json().get("items")).isEmpty();
  }

  @Test
  void submit_badBodies() {
    BulClient bul = newTenant();
    assertThat(send(bul, "text/csv", "", "").status()).isEqualTo(400);
    assertThat(send(bul, "application/json", "{}", "").status()).isEqualTo(400);
    assertThat(send(bul, "application/json", "[", "").problem()).isEqualTo("malformed-json");
    assertThat(send(bul, "application/xml", "<a/>", "").status()).isEqualTo(415);
    assertThat(send(bul, "application/x-ndjson", meetings(1001), "").json().get("detail").asText())
        .contains("1001", "1000");
    assertThat(bul.caller().get(BULK + "?cursor=x").status()).isEqualTo(400);
  }
}
