package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.http.BulClient.Event;
import io.blatam.platform.testkit.HttpCaller;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed just after a change was accepted. */
class KilledRevisionTest {

  @TempDir Path directory;

  @Test
  void revision_processKilled_becomesTheNextVersionOnce() {
    String document;
    String revision;
    try (ForkedServer first = ForkedServer.start(directory, "")) {
      document = first.client().submit(BulClient.MEETING);
      done(first.client(), document);
      HttpCaller.Answer asked =
          first
              .client()
              .caller()
              .post(
                  BulClient.DOCUMENTS + "/" + document + "/revisions",
                  "{\"change\": \"añade un apartado de riesgos\"}");
      assertThat(asked.status()).as(asked.text()).isEqualTo(202);
      revision = asked.json().get("id").textValue();
      first.kill();
    }
    try (ForkedServer second = ForkedServer.start(directory, "")) {
      BulClient bul = second.client();
      done(bul, revision);
      List<Event> events = bul.events(revision, "");
      JsonNode versions =
          bul.caller().get(BulClient.DOCUMENTS + "/" + document + "/versions").json();

      assertThat(events).extracting(Event::type).containsOnlyOnce("accepted", "planned", "done");
      assertThat(versions.get("versions").findValuesAsText("version")).containsExactly("1", "2");
      assertThat(bul.caller().get(BulClient.DOCUMENTS + "/" + document + "/files/md").text())
          .contains("# Riesgos y respuestas");
    }
  }

  private static void done(BulClient bul, String job) {
    Instant patience = Instant.now().plusSeconds(120);
    while (!bul.job(job).path("status").asText().equals("done")) {
      assertThat(Instant.now()).as("job %s is done", job).isBefore(patience);
    }
  }
}
