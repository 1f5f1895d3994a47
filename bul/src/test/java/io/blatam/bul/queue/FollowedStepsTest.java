package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows follow journals in transactions that several steps share. */
class FollowedStepsTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @ParameterizedTest
  @EnumSource(Engine.class)
  void steps_ofOneJobTogether_areAllToldAndTheRowTakesTheLast(
      Engine engine, @TempDir Path directory) {
    try (Database database = engine.open(directory)) {
      JobTable table = new JobTable(database);
      List<CompletionStage<?>> written = new ArrayList<>();
      for (String id : List.of("first", "second", "third")) {
        Ask ask = JobTest.ask(id);
        Await.result(
            table.admit(
                ask,
                new JobTable.Place(1, "finance", "steered"),
                Optional.empty(),
                "a".repeat(64)));
      }
      for (String id : List.of("first", "second", "third")) {
        Job started = Job.accepted(JobTest.ask(id)).after(new JobEvent.Started(NOON, 1, 1));
        written.add(table.follow(JobViews.of(started, NOON)));
        Job failed = started.after(new JobEvent.GivenUp(NOON, "content refused"));
        written.add(table.follow(JobViews.of(failed, NOON)));
        // Late, and once more.
        written.add(table.follow(JobViews.of(started, NOON)));
      }
      written.forEach(Await::result);

      for (String id : List.of("first", "second", "third")) {
        assertThat(texts(database, "select type from bul_outbox where job_id = ?", id))
            .containsExactlyInAnyOrder("document.submitted", "document.started", "document.failed");
        assertThat(texts(database, "select status || ' ' || reason from bul_job where id = ?", id))
            .containsExactly("failed content refused");
      }
    }
  }

  private static List<String> texts(Database database, String sql, String id) {
    return Await.result(
        database.call(connection -> Sql.query(connection, row -> row.getString(1), sql, id)));
  }
}
