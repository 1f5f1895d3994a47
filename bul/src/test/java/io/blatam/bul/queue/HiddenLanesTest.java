package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.store.JobTable;
import io.blatam.bul.store.LaneTable;
import io.blatam.bul.store.QueueTable;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An area at its limit whose jobs fill the head of the line does not hide those behind it. */
class HiddenLanesTest {

  @Test
  void line_fullOfAnAreaAtItsLimit_givesOutWhatIsBehindIt(@TempDir Path directory) {
    try (SteeredQueue queue =
        SteeredQueue.start(
            directory,
            """
            blatam.bul.queue {
              jobs = 4, tenant-share = 1, heartbeat = 200ms, lease = 5s, window = 4, recount = 500ms
              limits { areas { legal = 1 } }
            }
            """)) {
      queue.production().hold("plan");
      List<String> legal = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        legal.add(submit(queue, "Contrato de confidencialidad", "nda"));
      }
      SteeredQueue.until(() -> status(queue, legal.get(0)) == JobStatus.PLANNING);

      List<String> behind = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        behind.add(submit(queue, "Plan de marketing", "marketing-plan"));
      }

      for (String id : behind) {
        SteeredQueue.until(() -> status(queue, id) == JobStatus.PLANNING);
      }
      assertThat(legal.subList(1, legal.size()))
          .allSatisfy(id -> assertThat(status(queue, id)).isEqualTo(JobStatus.QUEUED));
      SteeredQueue.until(
          () -> Await.result(queue.documents().queue().look(queue.tenant("acme"))).depth() == 19);

      queue.production().release("plan");
      for (String id : legal) {
        assertThat(queue.eventsOf("acme", id)).endsWith("done");
      }
    }
  }

  private static String submit(SteeredQueue queue, String text, String type) {
    return queue.submit(
        queue.user("acme"),
        DocumentRequest.parse(
            "{\"text\":\"%s\",\"document_type\":\"%s\",\"formats\":[\"pdf\"]}"
                .formatted(text, type)));
  }

  private static JobStatus status(SteeredQueue queue, String id) {
    return queue.job("acme", id).status();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void after_severalLanes_areTheFirstOfEachBehindThePlace(Engine engine, @TempDir Path directory) {
    try (Database database = engine.open(directory)) {
      JobTable jobs = new JobTable(database);
      for (int i = 0; i < 40; i++) {
        accept(jobs, "legal-%02d".formatted(i), 100 + i, "legal", "template");
      }
      accept(jobs, "early", 50, "marketing", "template");
      for (int i = 0; i < 5; i++) {
        accept(jobs, "marketing-" + i, 200 + i, "marketing", "template");
        accept(jobs, "elsewhere-" + i, 300 + i, "marketing", "openai");
        accept(jobs, "over-" + i, 400 + i, "sales", "template");
      }
      Await.result(
          database.call(
              connection ->
                  Sql.update(
                      connection, "update bul_job set queue_key = null where area = ?", "sales")));

      List<QueueTable.Row> behind =
          Await.result(
              new LaneTable(database)
                  .after(
                      "acme", 100, "legal-00", Set.of(new LaneTable.Lane("legal", "template")), 3));

      assertThat(behind)
          .extracting(QueueTable.Row::jobId)
          .containsExactlyInAnyOrder(
              "marketing-0",
              "marketing-1",
              "marketing-2",
              "elsewhere-0",
              "elsewhere-1",
              "elsewhere-2");
    }
  }

  private static void accept(JobTable jobs, String id, long key, String area, String provider) {
    Await.result(
        jobs.admit(
            JobTest.ask(id),
            new JobTable.Place(key, area, provider),
            Optional.empty(),
            "a".repeat(64)));
  }
}
