package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.http.BulClient.Event;
import io.blatam.platform.testkit.HttpCaller;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What the document routes promise, over the whole platform and real rendering; run against each
 * database.
 */
abstract class DocumentsContract extends BulContract {

  @Test
  void submit_brief_endsWithFilesThatCanBeDownloaded() {
    BulClient bul = newTenant();
    HttpCaller.Answer accepted = bul.caller().post(BulClient.DOCUMENTS, BulClient.CAFETERIA);

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String id = accepted.json().get("id").textValue();
    assertThat(accepted.header("Location")).isEqualTo(BulClient.DOCUMENTS + "/" + id);
    assertThat(accepted.json().at("/links/events").textValue()).endsWith(id + "/events");

    JsonNode job = bul.finished(id);
    assertThat(job.get("status").textValue()).as(job.toPrettyString()).isEqualTo("done");
    assertThat(job.at("/business_area/id").textValue()).isNotBlank();
    assertThat(job.at("/business_area/reasons")).isNotEmpty();
    assertThat(job.get("findings").findValuesAsText("code")).allMatch("outdated-rate"::equals);
    assertThat(job.get("files")).hasSize(2);

    HttpCaller.Answer pdf = bul.caller().get(job.at("/files/0/href").textValue());
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(pdf.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"plan-de-negocio-cafeteria-aroma.pdf\"");
    assertThat(pdf.text()).startsWith("%PDF-");
    assertThat(pdf.raw().body()).hasSize(job.at("/files/0/size").intValue());

    HttpCaller.Answer again =
        bul.caller()
            .send(
                bul.caller()
                    .request(job.at("/files/0/href").textValue())
                    .header("If-None-Match", pdf.header("ETag"))
                    .GET());
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.raw().body()).isEmpty();
  }

  @Test
  void submit_sameBriefAgain_isAnsweredFromTheCacheAndSaysSo() {
    BulClient bul = newTenant();
    JsonNode first = bul.finished(bul.submit(BulClient.CAFETERIA));
    JsonNode second = bul.finished(bul.submit(BulClient.CAFETERIA));

    assertThat(first.at("/cache/sections_hit").intValue()).isZero();
    assertThat(first.at("/cache/sections_total").intValue()).isPositive();
    assertThat(second.at("/cache/sections_hit").intValue())
        .isEqualTo(second.at("/cache/sections_total").intValue())
        .isPositive();
    assertThat(second.at("/cache/files_hit").intValue()).isEqualTo(2);
    assertThat(second.get("elapsed_ms").longValue())
        .isPositive()
        .isLessThan(first.get("elapsed_ms").longValue());
    assertThat(second.at("/overlap/0/document_id").textValue())
        .isEqualTo(first.get("id").textValue());
    assertThat(second.at("/overlap/0/containment").doubleValue()).isEqualTo(1);
  }

  @Test
  void events_resumed_giveWhatCameAfterAndNothingTwice() {
    BulClient bul = newTenant();
    String id = bul.submit(BulClient.MEETING);

    List<Event> all = bul.events(id, "");
    List<Event> rest = bul.events(id, all.get(2).id());

    assertThat(all)
        .extracting(Event::type)
        .startsWith("accepted", "started", "planned")
        .endsWith("done");
    assertThat(all).extracting(Event::type).contains("section", "assembled", "checked", "file");
    assertThat(all)
        .extracting(Event::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, all.size()).mapToObj(Integer::toString).toList());
    assertThat(rest).isEqualTo(all.subList(3, all.size()));
  }

  @Test
  void submit_sameKey_isTheSameJob_andAnotherBodyAConflict() {
    BulClient bul = newTenant();
    HttpCaller.Answer first = bul.submit(BulClient.MEETING, "order-7");
    HttpCaller.Answer second = bul.submit(BulClient.MEETING.replace("  ", " "), "order-7");
    HttpCaller.Answer other = bul.submit(BulClient.CAFETERIA, "order-7");
    HttpCaller.Answer elsewhere = newTenant().submit(BulClient.CAFETERIA, "order-7");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.problem()).isEqualTo("conflict");
    assertThat(elsewhere.status()).isEqualTo(202);
  }

  @Test
  void submit_sameKeyAtTheSameTime_isOneJob() {
    BulClient bul = newTenant();
    List<String> ids =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(n -> bul.submit(BulClient.MEETING, "race").json().get("id").textValue())
            .distinct()
            .toList();

    assertThat(ids).hasSize(1);
    assertThat(bul.caller().get(BulClient.DOCUMENTS).json().get("items")).hasSize(1);
  }

  @Test
  void list_pagedAndFiltered_givesEachJobOnceNewestFirst() {
    BulClient bul = newTenant();
    List<String> ids =
        IntStream.range(0, 5)
            .mapToObj(n -> bul.submit(BulClient.MEETING.replace("lunes", "lunes " + n)))
            .toList();
    String english =
        bul.submit(
            "{\"document_type\":\"meeting-report\",\"language\":\"en\",\"formats\":[\"md\"]}");
    bul.finished(english);

    JsonNode first = bul.caller().get(BulClient.DOCUMENTS + "?limit=4").json();
    JsonNode second =
        bul.caller()
            .get(BulClient.DOCUMENTS + "?limit=4&cursor=" + first.get("next").textValue())
            .json();
    JsonNode spanish = bul.caller().get(BulClient.DOCUMENTS + "?language=es").json();
    JsonNode plans = bul.caller().get(BulClient.DOCUMENTS + "?document_type=business-plan").json();

    assertThat(ids(first)).containsExactly(english, ids.get(4), ids.get(3), ids.get(2));
    assertThat(ids(second)).containsExactly(ids.get(1), ids.get(0));
    assertThat(second.has("next")).isFalse();
    assertThat(ids(spanish)).hasSize(5).doesNotContain(english);
    assertThat(ids(plans)).isEmpty();
  }

  @Test
  void list_byStatus_followsTheJob() {
    BulClient bul = newTenant();
    String id = bul.submit(BulClient.MEETING);
    bul.finished(id);

    Eventually.holds(
        () -> ids(bul.caller().get(BulClient.DOCUMENTS + "?status=done").json()).contains(id));
    assertThat(ids(bul.caller().get(BulClient.DOCUMENTS + "?status=queued").json())).isEmpty();
  }

  @Test
  void anotherTenantsJob_isNotThere() {
    BulClient owner = newTenant();
    String id = owner.submit(BulClient.MEETING);
    owner.finished(id);
    BulClient stranger = newTenant();

    for (String path : List.of("", "/events", "/files/md")) {
      HttpCaller.Answer answer = stranger.caller().get(BulClient.DOCUMENTS + "/" + id + path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("not-found");
    }
    assertThat(stranger.caller().delete(BulClient.DOCUMENTS + "/" + id).status()).isEqualTo(404);
    assertThat(owner.job(id).get("status").textValue()).isEqualTo("done");
  }

  @Test
  void cancel_finishedJob_isAConflict() {
    BulClient bul = newTenant();
    String id = bul.submit(BulClient.MEETING);
    bul.finished(id);

    HttpCaller.Answer answer = bul.caller().delete(BulClient.DOCUMENTS + "/" + id);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("detail").textValue()).contains("done");
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(job -> job.get("id").textValue())
        .toList();
  }
}
