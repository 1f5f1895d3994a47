package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.database.Sql;
import io.blatam.platform.testkit.HttpCaller;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the routes of revisions and versions promise; run against each database. */
abstract class RevisionContract extends BulContract {

  private static final String CONTRACT =
      """
      {"document_type": "service-contract", "language": "es", "formats": ["md"], "currency": "EUR",
       "company": {"name": "Nortia Sistemas", "legal_form": "S. L.", "tax_id": "B95123456",
         "address": "Gran Vía, 45, Bilbao", "representative": "doña Ane Larrea", "city": "Bilbao",
         "country": "ES"},
       "fields": {"counterparty": "Hotel Sol, S. A.", "service": "mantenimiento informático",
         "start_date": "2027-02-01", "term_months": 24, "fee": 850}}
      """;

  private static String path(String id) {
    return BulClient.DOCUMENTS + "/" + id;
  }

  private static HttpCaller.Answer ask(BulClient bul, String id, String body) {
    return bul.caller().post(path(id) + "/revisions", body);
  }

  /** The job that made the version, done. */
  private static JsonNode revised(BulClient bul, String id, String body) {
    HttpCaller.Answer answer = ask(bul, id, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    JsonNode job = bul.finished(answer.json().get("id").textValue());
    assertThat(job.get("status").textValue()).as(job.toPrettyString()).isEqualTo("done");
    return job;
  }

  private static JsonNode changed(BulClient bul, String id, String change) {
    return revised(bul, id, "{\"change\": \"%s\"}".formatted(change));
  }

  private static String text(BulClient bul, String id, int version) {
    HttpCaller.Answer file = bul.caller().get(path(id) + "/files/md?version=" + version);
    assertThat(file.status()).as(file.text()).isEqualTo(200);
    return file.text();
  }

  private static List<String> chapters(String markdown) {
    return Pattern.compile("(?m)^# (.+)$")
        .matcher(markdown)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void contract_revisedSeveralTimes_hasVersionsThatCanBeComparedAndRestored() {
    BulClient bul = newTenant();
    String id = bul.submit(CONTRACT);
    bul.finished(id);

    JsonNode second = changed(bul, id, "cambia el plazo a 12 meses y sube el precio un 10 %");
    JsonNode third = changed(bul, id, "añade una cláusula de fuerza mayor");
    changed(bul, id, "Más formal");
    String first = text(bul, id, 1);
    String shorterTerm = text(bul, id, 2);
    String withClause = text(bul, id, 3);
    String formal = text(bul, id, 4);

    assertThat(second.at("/revises/document").textValue()).isEqualTo(id);
    assertThat(second.at("/revises/version").intValue()).isEqualTo(2);
    assertThat(second.get("findings").findValuesAsText("code")).allMatch("outdated-rate"::equals);
    assertThat(first).contains("850,00").contains("24 meses");
    assertThat(shorterTerm).contains("935,00").contains("12 meses").doesNotContain("850,00");
    assertThat(third.get("findings").findValuesAsText("code")).allMatch("outdated-rate"::equals);
    assertThat(chapters(withClause)).anyMatch(title -> title.endsWith("Fuerza mayor"));
    assertThat(chapters(withClause)).hasSize(chapters(shorterTerm).size() + 1);
    assertThat(withClause).contains("935,00");
    assertThat(formal).isNotEqualTo(withClause).contains("935,00").contains("Fuerza mayor");

    JsonNode versions = bul.caller().get(path(id) + "/versions").json().get("versions");
    assertThat(versions.findValuesAsText("version")).containsExactly("1", "2", "3", "4");
    assertThat(versions.at("/1/asked").textValue()).startsWith("cambia el plazo");
    assertThat(versions.at("/1/changed").textValue()).contains("24 → 12").contains("850 → 935");
    assertThat(versions.at("/3/changed").textValue()).contains("formal");

    JsonNode diff = bul.caller().get(path(id) + "/versions/1/diff/2").json();
    assertThat(diff.at("/totals/added").intValue()).isZero();
    assertThat(diff.at("/totals/words_added").intValue()).isBetween(2, 60);
    String readable =
        bul.caller()
            .send(
                bul.caller()
                    .request(path(id) + "/versions/diff?from=1&to=3")
                    .header("Accept", "text/markdown")
                    .GET())
            .text();
    assertThat(readable).contains("Fuerza mayor (added)").contains("~~850,00~~**935,00**");

    HttpCaller.Answer restoring = bul.caller().post(path(id) + "/versions/1/restore", "");
    assertThat(restoring.status()).as(restoring.text()).isEqualTo(202);
    JsonNode restored = bul.finished(restoring.json().get("id").textValue());
    assertThat(restored.at("/files/0/cached").booleanValue()).isTrue();
    assertThat(text(bul, id, 5)).isEqualTo(first);
    assertThat(bul.caller().get(path(id) + "/files/md").text()).isEqualTo(first);
    assertThat(text(bul, id, 3)).isEqualTo(withClause);
    assertThat(bul.caller().get(path(id) + "/versions/5").json().at("/sections/0/id").textValue())
        .isEqualTo("parties");
    assertThat(bul.caller().get(BulClient.DOCUMENTS).json().get("items")).hasSize(1);
  }

  @Test
  void plan_itsFactsChanged_hasItsFiguresComputedAgainAndProven() {
    BulClient bul = newTenant();
    String id = bul.submit(BulClient.CAFETERIA);
    JsonNode first = bul.finished(id);

    JsonNode job = changed(bul, id, "cambia la inversión a 95 millones");
    JsonNode own =
        revised(
            bul,
            id,
            """
            {"section": "market", "text": "## Clientes\\n\\nVecinos del barrio, que gastan 777.123 pesos al año."}
            """);

    assertThat(job.get("findings")).as(job.toPrettyString()).isEmpty();
    assertThat(text(bul, id, 1)).contains("80.000.000").doesNotContain("95.000.000");
    assertThat(text(bul, id, 2)).contains("95.000.000").doesNotContain("80.000.000");
    assertThat(job.get("overlap")).isEmpty();
    assertThat(own.get("findings"))
        .anySatisfy(
            finding -> {
              assertThat(finding.get("section").textValue()).isEqualTo("market");
              assertThat(finding.get("detail").textValue()).contains("777.123");
            });
    assertThat(text(bul, id, 3)).contains("777.123").contains("95.000.000");
    assertThat(bul.caller().get(path(id) + "/files/pdf?version=2").text()).startsWith("%PDF-");
    assertThat(first.get("files")).hasSize(2);
  }

  @Test
  void revision_twoAtOnceOrOfAnOldVersion_isRefusedNamingTheVersion() {
    BulClient bul = newTenant();
    String id = bul.submit(BulClient.MEETING);
    bul.finished(id);

    List<HttpCaller.Answer> answers =
        List.of(
                "añade un apartado de riesgos",
                "añade un apartado de confidencialidad",
                "más formal")
            .parallelStream()
            .map(
                change ->
                    ask(bul, id, "{\"change\": \"%s\", \"base_version\": 1}".formatted(change)))
            .toList();

    assertThat(answers).extracting(HttpCaller.Answer::status).containsOnlyOnce(202);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 202)
        .allSatisfy(
            refused ->
                assertThat(refused.text())
                    .containsAnyOf("version 1 is being made", "\"status\":409", "422"));
    answers.stream()
        .filter(answer -> answer.status() == 202)
        .forEach(answer -> bul.finished(answer.json().get("id").textValue()));

    HttpCaller.Answer outdated = ask(bul, id, "{\"change\": \"más formal\", \"base_version\": 1}");
    assertThat(outdated.status()).isEqualTo(409);
    assertThat(outdated.text()).contains("base_version 2");
  }

  @Test
  void revision_notUnderstoodOrChangingNothing_saysWhatCanBeAskedFor() {
    BulClient bul = newTenant();
    String id = bul.submit(BulClient.MEETING);
    bul.finished(id);

    HttpCaller.Answer poem = ask(bul, id, "{\"change\": \"hazlo rimar\"}");
    HttpCaller.Answer rewrite = ask(bul, id, "{\"section\": \"meeting\"}");
    HttpCaller.Answer unknown = ask(bul, id, "{\"section\": \"market\", \"text\": \"x\"}");
    HttpCaller.Answer unknownShorter =
        ask(bul, id, "{\"section\": \"market\", \"instruction\": \"más breve\"}");
    HttpCaller.Answer empty = ask(bul, id, "{}");
    HttpCaller.Answer neutral = ask(bul, id, "{\"tone\": \"neutral\"}");

    assertThat(poem.status()).as(poem.text()).isEqualTo(422);
    assertThat(poem.text()).contains("hazlo rimar").contains("más formal").contains("modelo");
    assertThat(rewrite.status()).as(rewrite.text()).isEqualTo(422);
    assertThat(unknown.status()).as(unknown.text()).isEqualTo(400);
    assertThat(unknown.text()).contains("meeting");
    assertThat(unknownShorter.text()).contains("there is no \\\"market\\\"");
    assertThat(empty.status()).as(empty.text()).isEqualTo(400);
    assertThat(neutral.status()).as(neutral.text()).isEqualTo(422);
    assertThat(client("another").caller().get(path(id) + "/versions").status()).isEqualTo(404);
    assertThat(ask(client("another"), id, "{\"change\": \"más formal\"}").status()).isEqualTo(404);
    assertThat(bul.caller().get(path(id) + "/versions/7").status()).isEqualTo(404);
    assertThat(bul.caller().post(path(id) + "/versions/1/restore", "").status()).isEqualTo(422);
  }

  @Test
  void document_deleted_takesItsVersionsAndFilesAlong() {
    String tenant = "tenant-" + UUID.randomUUID();
    BulClient bul = client(tenant);
    String id = bul.submit(BulClient.MEETING);
    bul.finished(id);
    JsonNode second = changed(bul, id, "añade un apartado de riesgos");
    String twin = bul.submit(BulClient.MEETING);
    bul.finished(twin);
    String revision = second.get("id").textValue();

    assertThat(client("another").caller().delete(path(id) + "/versions").status()).isEqualTo(404);
    assertThat(bul.caller().delete(path(id) + "/versions").status()).isEqualTo(204);

    assertThat(bul.caller().get(path(id)).status()).isEqualTo(404);
    assertThat(bul.caller().get(path(id) + "/versions").status()).isEqualTo(404);
    assertThat(bul.caller().get(path(id) + "/files/md").status()).isEqualTo(404);
    assertThat(bul.caller().get(path(revision)).status()).isEqualTo(404);
    assertThat(bul.caller().get(path(revision) + "/files/md").status()).isEqualTo(404);
    assertThat(text(bul, twin, 1)).contains("# ");
    assertThat(bul.caller().delete(path(twin) + "/versions").status()).isEqualTo(204);
    assertThat(
            platform()
                .database()
                .call(
                    connection ->
                        Sql.query(
                            connection,
                            row -> row.getString(1),
                            "select sha256 from artifact where tenant = ?",
                            tenant))
                .toCompletableFuture()
                .join())
        .isEmpty();
  }

  @Test
  void revision_sameKeyTwice_isOneVersion() {
    BulClient bul = newTenant();
    String id = bul.submit(BulClient.MEETING);
    bul.finished(id);
    String key = UUID.randomUUID().toString();

    HttpCaller.Answer first = keyed(bul, id, key, "{\"change\": \"añade un apartado de riesgos\"}");
    HttpCaller.Answer again = keyed(bul, id, key, "{\"change\": \"añade un apartado de riesgos\"}");
    HttpCaller.Answer other = keyed(bul, id, key, "{\"change\": \"más formal\"}");

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(409);
  }

  private static HttpCaller.Answer keyed(BulClient bul, String id, String key, String body) {
    return bul.caller()
        .send(
            bul.caller()
                .request(path(id) + "/revisions")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
