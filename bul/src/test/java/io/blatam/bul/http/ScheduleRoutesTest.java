package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.Doors;
import io.blatam.platform.testkit.Engine;
import io.blatam.platform.testkit.HttpCaller;
import java.net.http.HttpRequest;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules as a caller sees them. */
class ScheduleRoutesTest {

  private static final String SCHEDULES = "/api/v1/bul/schedules";
  private static final String BRIEF =
      "{\"text\": \"Acta de la reunión de {{month}}: se acordó seguir\", \"document_type\":"
          + " \"meeting-report\", \"language\": \"es\", \"formats\": [\"md\"]}";

  private BulClient newTenant() {
    return Doors.on(Engine.H2).newTenant();
  }

  private static String daily(String more) {
    return "{\"cron\": \"0 8 * * *\", \"zone\": \"America/Bogota\", \"brief\": "
        + BRIEF
        + more
        + "}";
  }

  private static HttpCaller.Answer patch(BulClient bul, String path, String json) {
    return bul.caller()
        .send(
            bul.caller()
                .request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
  }

  @Test
  void once_dueSoon_becomesADocument() {
    BulClient bul = newTenant();
    HttpCaller.Answer made =
        bul.caller()
            .post(
                SCHEDULES,
                "{\"run_at\": \""
                    + OffsetDateTime.now().plusSeconds(1)
                    + "\", \"brief\": "
                    + BRIEF
                    + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String runs = made.json().at("/links/runs").textValue();
    Eventually.holds(
        () -> bul.caller().get(runs).json().at("/items/0/state").asText().equals("accepted"));

    String job = bul.caller().get(runs).json().at("/items/0/job_id").textValue();
    assertThat(bul.finished(job).get("status").textValue()).isEqualTo("done");
    assertThat(bul.caller().get(made.header("Location")).json().has("next_at")).isFalse();
  }

  @Test
  void recurring_showsItsNextRunsAndItsNextBrief() {
    BulClient bul = newTenant();
    HttpCaller.Answer preview = bul.caller().post(SCHEDULES + "/preview", daily(""));
    assertThat(preview.status()).as(preview.text()).isEqualTo(200);
    assertThat(preview.json().get("next_runs")).hasSize(5);
    assertThat(bul.caller().get(SCHEDULES).json().get("items")).isEmpty();

    JsonNode made = bul.caller().post(SCHEDULES, daily("")).json();
    assertThat(made.at("/next_runs/0").textValue()).endsWith("T08:00-05:00");
    assertThat(made.at("/next_brief/text").textValue()).doesNotContain("{{");
    assertThat(made.at("/brief/text").textValue()).contains("{{month}}");

    String self = made.at("/links/self").textValue();
    JsonNode paused = patch(bul, self, "{\"paused\": true}").json();
    assertThat(paused.get("next_runs")).isEmpty();
    assertThat(paused.has("next_at")).isFalse();
    assertThat(patch(bul, self, "{\"cron\": \"0 9 * * 1\"}").json().get("cron").textValue())
        .isEqualTo("0 9 * * 1");
    assertThat(bul.caller().delete(self).status()).isEqualTo(204);
    assertThat(bul.caller().get(self).status()).isEqualTo(404);
  }

  @Test
  void schedule_ofAnotherTenant_isNotThere() {
    BulClient bul = newTenant();
    BulClient other = newTenant();
    String self = bul.caller().post(SCHEDULES, daily("")).header("Location");

    assertThat(other.caller().get(self).status()).isEqualTo(404);
    assertThat(other.caller().get(self + "/runs").status()).isEqualTo(404);
    assertThat(patch(other, self, "{\"paused\": true}").status()).isEqualTo(404);
    assertThat(other.caller().delete(self).status()).isEqualTo(404);
    assertThat(other.caller().get(SCHEDULES).json().get("items")).isEmpty();
  }

  @Test
  void create_badInput_namesTheField() {
    BulClient bul = newTenant();
    for (List<String> bad :
        List.of(
            List.of("{\"brief\": " + BRIEF + "}", "cron"),
            List.of(daily("").replace("0 8", "99 8"), "cron"),
            List.of(daily("").replace("0 8 * * *", "* * * * *"), "cron"),
            List.of(daily("").replace("0 8 * * *", "0 8 30 2 *"), "cron"),
            List.of(daily("").replace("America/Bogota", "Bogotá"), "zone"),
            List.of(daily("").replace("\"zone\": \"America/Bogota\", ", ""), "zone"),
            List.of(daily(", \"run_at\": \"2030-01-01T00:00:00Z\""), "run_at"),
            List.of("{\"run_at\": \"2020-01-01T00:00:00Z\", \"brief\": " + BRIEF + "}", "run_at"),
            List.of(daily("").replace("{{month}}", "{{mes}}"), "brief"),
            List.of(daily("").replace("\"es\"", "\"klingon\""), "language"),
            List.of(daily(", \"missed\": \"twice\""), "missed"),
            List.of("{\"cron\": \"0 8 * * *\", \"zone\": \"UTC\"}", "brief"))) {
      HttpCaller.Answer answer = bul.caller().post(SCHEDULES, bad.get(0));
      assertThat(answer.status()).as(bad + answer.text()).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/field").textValue())
          .as(bad.get(0))
          .isEqualTo(bad.get(1));
    }
  }
}
