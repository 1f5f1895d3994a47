package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.agent.Clarification;
import io.blatam.bul.api.Answer;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.Handling;
import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import io.blatam.export.api.ExportFormat;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.artifact.ArtifactsUnavailableException;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.ProblemException;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's life over a real journal, with stages that wait and fail as told. */
class QueuedDocumentsTest {

  private static final DocumentRequest PLAN =
      new DocumentRequest(
          Brief.ofText("Plan de negocio para una cafetería"),
          List.of(ExportFormat.PDF, ExportFormat.DOCX),
          3);
  private static final DocumentRequest OF_A_TEMPLATE =
      DocumentRequest.read(
          Json.mapper()
              .valueToTree(Map.of("template", Map.of("id", "of-nobody", "data", Map.of()))));
  private static final String SETTINGS =
      """
      blatam.bul.queue {
        awaken = 300ms, heartbeat = 100ms, lease = 1s
        retry { delay = 10ms, max-delay = 20ms, attempts = 3, max-run = 20s }
        jobs = 2, tenant-share = 0.5, waiting = 4, waiting-per-tenant = 3
      }
      """;

  @TempDir static Path directory;
  private static SteeredQueue queue;

  @BeforeAll
  static void start() {
    queue = SteeredQueue.start(directory, SETTINGS);
  }

  @AfterEach
  void tidy() {
    queue.tidy();
  }

  @AfterAll
  static void stop() {
    queue.close();
  }

  private static Principal ana() {
    return queue.user("acme");
  }

  private static SteeredProduction production() {
    return queue.production();
  }

  private static Documents documents() {
    return queue.documents();
  }

  private static String submit() {
    return queue.submit(ana(), PLAN);
  }

  private static List<Progress> toTheEnd(String job) {
    return queue.toTheEnd("acme", job);
  }

  private static JobView job(String id) {
    return queue.job("acme", id);
  }

  @Test
  void job_allGoesWell_doesEachStepOnceInOrder() {
    String id = submit();

    List<Progress> steps = toTheEnd(id);

    assertThat(steps)
        .extracting(Progress::event)
        .containsExactly(
            "accepted",
            "started",
            "planned",
            "section",
            "section",
            "section",
            "assembled",
            "checked",
            "file",
            "file",
            "done");
    assertThat(production().done).doesNotHaveDuplicates().hasSize(9);
    assertThat(job(id).status()).isEqualTo(JobStatus.DONE);
    assertThat(job(id).files()).extracting(JobView.File::format).containsExactly("pdf", "docx");
  }

  @Test
  void job_modelAwayForAWhile_goesOnWhereItWas() {
    var away = new GenerationException(GenerationException.Reason.UNAVAILABLE, "circuit open");
    production().fail("write 1", away, away);

    String id = submit();
    List<Progress> steps = toTheEnd(id);

    assertThat(steps).extracting(Progress::event).contains("retry").endsWith("done");
    assertThat(job(id).status()).isEqualTo(JobStatus.DONE);
    assertThat(job(id).attempt()).isEqualTo(3);
    assertThat(production().done).filteredOn("plan"::equals).hasSize(1);
  }

  @Test
  void job_diskIsFullForLongerThanItsAttempts_waitsForRoom() {
    var full = new ArtifactsUnavailableException("no space left", new IOException("full"));
    production().fail("write 1", full, full, full, full, full);

    String id = submit();
    List<Progress> steps = toTheEnd(id);

    assertThat(steps).extracting(Progress::event).endsWith("done");
    assertThat(steps).extracting(Progress::event).filteredOn("retry"::equals).hasSize(5);
    assertThat(job(id).attempt()).isEqualTo(6);
  }

  @Test
  void job_failsForGood_isGivenUpAndSaysWhy() {
    production()
        .fail(
            "plan",
            new GenerationException(GenerationException.Reason.REJECTED, "content refused"));

    String id = submit();
    toTheEnd(id);

    assertThat(job(id).status()).isEqualTo(JobStatus.FAILED);
    assertThat(job(id).error())
        .hasValueSatisfying(why -> assertThat(why).contains("content refused"));
    assertThat(job(id).attempt()).isEqualTo(1);
  }

  @Test
  void job_failsAgainAndAgain_isGivenUpAfterTheAttemptsAllowed() {
    var away = new GenerationException(GenerationException.Reason.UNAVAILABLE, "circuit open");
    production().fail("plan", away, away, away, away, away);

    String id = submit();
    toTheEnd(id);

    assertThat(job(id).status()).isEqualTo(JobStatus.FAILED);
    assertThat(job(id).attempt()).isEqualTo(3);
  }

  @Test
  void cancel_inTheMiddle_endsTheJobAndFreesItsWorker() {
    var gate = production().hold("write 1");
    String id = submit();
    queue.untilDone("write 0");
    String next = submit();

    JobView cancelled = Await.result(documents().cancel(ana(), id, "")).orElseThrow();
    gate.complete(null);

    assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(toTheEnd(id)).extracting(Progress::event).endsWith("cancelled");
    assertThat(Await.result(documents().cancel(ana(), id, "")).orElseThrow().status())
        .isEqualTo(JobStatus.CANCELLED);
    toTheEnd(next);
    assertThat(job(next).status()).isEqualTo(JobStatus.DONE);
    assertThat(job(id).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void submit_tooManyWait_isRefusedWithATimeToRetry() {
    production().hold("plan");
    for (int n = 0; n < 3; n++) {
      submit();
    }

    assertThatThrownBy(QueuedDocumentsTest::submit)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(429);
              assertThat(refused.problem().retryAfterSeconds()).isPresent();
            });
    // Before anything is done for it: that there is no such template is not even looked at.
    assertThatThrownBy(() -> queue.submit(ana(), OF_A_TEMPLATE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(429));
    Principal other = queue.user("rival");
    queue.submit(other, PLAN);
    // What the other tenants have is told from time to time, so one or two more may be let in.
    assertThatThrownBy(
            () -> {
              for (int n = 0; n < 2; n++) {
                queue.submit(other, PLAN);
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(503));
  }

  @Test
  void question_answered_letsTheJobGoOnWithWhatWasSaid() {
    production().question =
        Optional.of(
            new Clarification(
                "¿Qué documento necesita?",
                List.of(
                    new Clarification.Choice(
                        "Un plan de negocio", Optional.of("business-plan"), Optional.of("finance")),
                    new Clarification.Choice(
                        "Un acta de reunión", Optional.of("meeting-report"), Optional.empty()))));
    String id = submit();
    untilStatus(id, JobStatus.QUESTION);
    JobView asking = job(id);
    // It holds no worker meanwhile.
    String other = submit(new Handling(Optional.empty(), false, false, Optional.empty()));
    toTheEnd(other);

    assertThatThrownBy(() -> Await.result(documents().answer(ana(), id, answer(3), "")))
        .isInstanceOf(ProblemException.class);
    Await.result(documents().answer(ana(), id, answer(2), ""));
    List<Progress> steps = toTheEnd(id);

    assertThat(asking.question().orElseThrow().choices()).hasSize(2);
    assertThat(steps)
        .extracting(Progress::event)
        .containsSequence("planned", "held", "answered", "started", "planned", "section")
        .endsWith("done");
    assertThat(job(id).documentType()).isEqualTo("meeting-report");
    assertThat(job(other).status()).isEqualTo(JobStatus.DONE);
    assertThatThrownBy(() -> Await.result(documents().answer(ana(), id, answer(1), "")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(409));
  }

  private static Answer answer(int choice) {
    return new Answer(Optional.of(choice), Optional.empty());
  }

  private static String submit(Handling handling) {
    return queue.submit(
        ana(), new DocumentRequest(PLAN.brief(), PLAN.formats(), PLAN.priority(), handling));
  }

  private static void untilStatus(String id, JobStatus status) {
    SteeredQueue.until(() -> job(id).status() == status);
  }

  @Test
  void restart_inTheMiddle_goesOnByItselfAndRepeatsNothingThatWasDone() {
    production().hold("write 1");
    String id = submit();
    queue.untilDone("write 0");
    queue.untilDone("write 2");

    queue.restart();
    queue.untilDone("shelve");
    List<Progress> steps = toTheEnd(id);

    assertThat(production().done)
        .containsExactly("write 1", "assemble", "review", "render pdf", "render docx", "shelve");
    assertThat(steps).extracting(Progress::event).filteredOn("file"::equals).hasSize(2);
    assertThat(job(id).attempt()).isEqualTo(2);
    assertThat(
            Await.result(documents().list(ana().tenant(), JobFilter.ALL, Optional.empty(), 10))
                .jobs())
        .hasSize(1);
  }

  @Test
  void row_acceptedButItsQueueNeverTold_isBegunByItself() {
    Ask ask = JobTest.ask("never-told", ana().tenant());
    Await.result(
        new JobTable(queue.platform().database())
            .admit(
                ask,
                new JobTable.Place(0, "finance", "steered"),
                Optional.empty(),
                "b".repeat(64)));

    queue.untilDone("shelve");

    toTheEnd("never-told");
    assertThat(job("never-told").status()).isEqualTo(JobStatus.DONE);
  }
}
