package io.blatam.bul.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.Doors;
import io.blatam.bul.MovableClock;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobSummary;
import io.blatam.platform.Platform;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.ProblemException;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Schedules over real tables and the real queue, with a clock that a test moves, so far ahead that
 * the platform's own starter leaves them alone.
 */
class StarterTest {

  private static final String MONTHLY =
      """
      {"name": "Acta mensual", "cron": "0 8 1 * *", "zone": "America/Bogota",
       "brief": {"text": "Acta de la reunión de cierre de {{month_year-1}}: se acordó cerrar",
                 "document_type": "meeting-report", "language": "es", "title": "Cierre de {{month_year-1}}",
                 "meeting_report": {"date": "{{iso_date}}"}, "formats": ["md"]}}
      """;

  private final MovableClock clock = new MovableClock(Instant.parse("2056-11-26T12:00:00Z"));
  private final Principal ana = new Principal("ana", "t-" + UUID.randomUUID(), Set.of("documents"));

  private Platform on(Engine engine) {
    Platform real = Doors.on(engine).platform().platform();
    return new Platform(
        real.system(),
        real.config(),
        real.database(),
        real.artifacts(),
        real.identity(),
        real.revocations(),
        real.events(),
        real.audit(),
        clock);
  }

  private static ScheduleAsk ask(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), ScheduleAsk.class);
  }

  private List<JobSummary> jobs(Documents documents) {
    return Await.result(documents.list(ana.tenant(), JobFilter.ALL, Optional.empty(), 50)).jobs();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void occurrence_twoStartersAtTheSameTime_becomesOneJobWithTheDateOfItsRun(Engine engine) {
    Platform platform = on(engine);
    Documents documents = Documents.on(platform);
    Schedules schedules = Schedules.start(platform, documents);
    Schedule schedule = Await.result(schedules.create(ana, ask(MONTHLY), ""));
    ScheduleSettings settings = ScheduleSettings.of(platform.config());
    Starter one = new Starter(platform, settings, documents);
    Starter two = new Starter(platform, settings, documents);

    Await.result(one.run());
    assertThat(jobs(documents)).isEmpty();

    clock.set(Instant.parse("2056-12-01T13:00:05Z"));
    CompletableFuture<Boolean> first = one.run().toCompletableFuture();
    Await.result(two.run());
    Await.result(first);
    Await.result(one.run());

    assertThat(jobs(documents)).hasSize(1);
    assertThat(jobs(documents).get(0).title()).isEqualTo("Cierre de noviembre de 2056");
    List<ScheduledRun> runs =
        Await.result(schedules.runs(ana.tenant(), schedule.id(), Optional.empty(), 10));
    assertThat(runs)
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.state()).isEqualTo(ScheduledRun.State.ACCEPTED);
              assertThat(run.occurrence()).isEqualTo("2056-12-01T13:00:00Z");
              assertThat(run.job()).contains(jobs(documents).get(0).id());
            });
    assertThat(Await.result(schedules.find(ana.tenant(), schedule.id())).nextAt())
        .contains(Instant.parse("2057-01-01T13:00:00Z"));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void occurrences_missed_pausedChangedAndDeleted(Engine engine) {
    Platform platform = on(engine);
    Documents documents = Documents.on(platform);
    Schedules schedules = Schedules.start(platform, documents);
    Starter starter = new Starter(platform, ScheduleSettings.of(platform.config()), documents);
    String id =
        Await.result(
                schedules.create(
                    ana, ask(MONTHLY.replace("\"brief\"", "\"missed\": \"skip\", \"brief\"")), ""))
            .id();

    clock.set(Instant.parse("2057-03-10T00:00:00Z"));
    Await.result(starter.run());
    assertThat(jobs(documents)).isEmpty();
    ScheduledRun skipped =
        Await.result(schedules.runs(ana.tenant(), id, Optional.empty(), 10)).get(0);
    assertThat(skipped.state()).isEqualTo(ScheduledRun.State.SKIPPED);
    assertThat(skipped.missed()).isEqualTo(3);

    Await.result(schedules.change(ana, id, ask("{\"paused\": true}"), ""));
    clock.set(Instant.parse("2057-04-01T13:00:05Z"));
    Await.result(starter.run());
    assertThat(jobs(documents)).isEmpty();
    Schedule resumed = Await.result(schedules.change(ana, id, ask("{\"paused\": false}"), ""));
    assertThat(resumed.nextAt()).contains(Instant.parse("2057-05-01T13:00:00Z"));

    Await.result(schedules.change(ana, id, ask("{\"run_at\": \"2057-04-02T08:00:00-05:00\"}"), ""));
    clock.set(Instant.parse("2057-04-02T13:30:00Z"));
    Await.result(starter.run());
    Await.result(starter.run());
    assertThat(jobs(documents)).hasSize(1);
    assertThat(Await.result(schedules.find(ana.tenant(), id)).nextAt()).isEmpty();

    Await.result(schedules.delete(ana, id, ""));
    assertThatThrownBy(() -> Await.result(schedules.find(ana.tenant(), id)))
        .isInstanceOf(ProblemException.class);
    assertThat(jobs(documents)).hasSize(1);
  }
}
