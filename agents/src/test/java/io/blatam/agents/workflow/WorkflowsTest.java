package io.blatam.agents.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.agents.store.RunTable;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;
import io.blatam.platform.testkit.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowsTest {

  @TempDir static Path directory;
  private static WorkflowFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new WorkflowFixture(directory);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void accept_runsEveryStepOnceAndKeepsItsHistory() {
    String id = fixture.accept("acme", "plan");

    RunView run = fixture.await("acme", id, RunStatus.DONE);
    assertThat(run.history())
        .extracting(StepHistory::step)
        .containsExactly(Step.BRIEF, Step.DOCUMENT, Step.REDUNDANCY_CHECK, Step.EXPORT);
    assertThat(run.history())
        .allSatisfy(
            step -> {
              assertThat(step.attempts()).isEqualTo(1);
              assertThat(step.finishedAt()).isPresent();
              assertThat(step.error()).isEmpty();
            });
    assertThat(run.redundancyCheck().orElseThrow().overlaps()).hasSize(1);
    assertThat(run.redundancyCheck().orElseThrow().readability()).isPresent();
    assertThat(run.export().orElseThrow().files())
        .extracting(StepResult.File::format)
        .containsExactly("md", "txt");
    assertThat(run.error()).isEmpty();
    assertThat(fixture.awaitListed("acme", id, "done").title()).isEqualTo("Plan de negocio");
  }

  @Test
  void step_failsTwice_isTriedAgainWithItsErrorKept() {
    fixture.writer.script("fails twice", failure("queue is full"), failure("queue is full"));
    String id = fixture.accept("acme", "fails twice");

    RunView run = fixture.await("acme", id, RunStatus.DONE);
    assertThat(run.history().get(1).attempts()).isEqualTo(3);
    assertThat(run.history().get(1).error()).contains("queue is full");
    assertThat(run.error()).as("the run's own error is of a failure that lasts").isEmpty();
  }

  @Test
  void step_failsTooOften_failsTheRun() {
    fixture.writer.script("hopeless", failure("a"), failure("b"), failure("no luck"), failure("d"));
    String id = fixture.accept("acme", "hopeless");

    RunView run = fixture.await("acme", id, RunStatus.FAILED);
    assertThat(run.error()).contains("no luck");
    assertThat(run.history().get(1).attempts()).isEqualTo(3);
    fixture.awaitListed("acme", id, "failed");
  }

  @Test
  void step_isToldToComeBackLater_doesNotCountAsFailure() {
    fixture.writer.script("patient", notNow(), notNow(), notNow(), notNow());
    String id = fixture.accept("acme", "patient");

    RunView run = fixture.await("acme", id, RunStatus.DONE);
    assertThat(run.history().get(1).attempts()).isEqualTo(5);
  }

  @Test
  void accept_tooManyUnfinished_isRefused() {
    for (int i = 0; i < 20; i++) {
      fixture.writer.script("endless " + i, new CompletableFuture<>());
      fixture.accept("greedy", "endless " + i);
    }
    assertThatThrownBy(() -> fixture.accept("greedy", "one more"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().status()).isEqualTo(429));
    fixture.list("greedy").runs().forEach(run -> fixture.workflows.cancel("greedy", run.id()));
  }

  @Test
  void step_failsForGood_isNotTriedAgain() {
    fixture.writer.script(
        "wrong",
        CompletableFuture.failedFuture(
            Problem.validation("sector", "is not one we know").asException()));
    String id = fixture.accept("acme", "wrong");

    RunView run = fixture.await("acme", id, RunStatus.FAILED);
    assertThat(run.error()).contains("sector: is not one we know");
    assertThat(run.history().get(1).attempts()).isEqualTo(1);
  }

  @Test
  void cancel_whileWriting_endsTheRunAndStopsTheWriter() {
    fixture.writer.script("endless", new CompletableFuture<>());
    String id = fixture.accept("acme", "endless");
    fixture.await("acme", id, run -> run.step() == Step.DOCUMENT);

    RunView cancelled = Await.result(fixture.workflows.cancel("acme", id)).orElseThrow();
    assertThat(cancelled.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(fixture.writer.cancelled).contains(id);
    assertThat(Await.result(fixture.workflows.cancel("acme", id)).orElseThrow().status())
        .isEqualTo(RunStatus.CANCELLED);
    fixture.awaitListed("acme", id, "cancelled");
  }

  @Test
  void cancel_doneRun_isAConflict() {
    String id = fixture.accept("acme", "plan");
    fixture.await("acme", id, RunStatus.DONE);
    assertThatThrownBy(() -> Await.result(fixture.workflows.cancel("acme", id)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().status()).isEqualTo(409));
  }

  @Test
  void find_anotherTenantsRun_isNotThere() {
    String id = fixture.accept("acme", "plan");
    fixture.await("acme", id, RunStatus.DONE);
    assertThat(Await.result(fixture.workflows.find("stranger", id))).isEmpty();
    assertThat(Await.result(fixture.workflows.cancel("stranger", id))).isEmpty();
    assertThat(fixture.list("stranger").runs()).isEmpty();
  }

  @Test
  void find_unknownRun_isNotThere() {
    String nobodys = "00000000-0000-0000-0000-000000000000";
    assertThat(Await.result(fixture.workflows.find("acme", nobodys))).isEmpty();
    assertThat(Await.result(fixture.workflows.cancel("acme", nobodys))).isEmpty();
  }

  @Test
  void accept_sameKeyAtTheSameTime_sameRun() {
    var first = accept("keyed", "md", "key");
    var second = accept("keyed", "md", "key");
    assertThat(Await.result(second).id()).isEqualTo(Await.result(first).id());
    assertThat(fixture.list("keyed").runs()).hasSize(1);
    fixture.await("keyed", Await.result(first).id(), RunStatus.DONE);
  }

  @Test
  void accept_sameKeyForAnotherRequest_isAConflict() {
    Await.result(accept("careless", "md", "key"));
    assertThatThrownBy(() -> Await.result(accept("careless", "txt", "key")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().status()).isEqualTo(409));
  }

  @Test
  void accept_sameKeyOfAnotherTenant_isAnotherRun() {
    assertThat(Await.result(accept("one", "md", "key")).id())
        .isNotEqualTo(Await.result(accept("two", "md", "key")).id());
  }

  @Test
  void list_pages_newestFirst() {
    String first = fixture.accept("lister", "plan");
    String second = fixture.accept("lister", "plan");
    String third = fixture.accept("lister", "plan");
    var page = page(OptionalLong.empty());
    assertThat(page.runs()).extracting(run -> run.id()).containsExactly(third, second);
    var rest = page(page.next());
    assertThat(rest.runs()).extracting(run -> run.id()).containsExactly(first);
    assertThat(rest.next()).isEmpty();
    fixture.awaitListed("lister", third, "done");
    assertThat(
            Await.result(
                    fixture.workflows.list(
                        "lister", Optional.of(RunStatus.FAILED), OptionalLong.empty(), 5))
                .runs())
        .isEmpty();
  }

  private static RunTable.Runs page(OptionalLong below) {
    return Await.result(fixture.workflows.list("lister", Optional.empty(), below, 2));
  }

  private static CompletionStage<Workflows.Accepted> accept(
      String tenant, String format, String key) {
    return fixture.workflows.accept(
        WorkflowFixture.of(tenant),
        WorkflowFixture.brief("plan"),
        List.of(format),
        Optional.of(key));
  }

  private static CompletableFuture<DocumentWritten> notNow() {
    return CompletableFuture.failedFuture(Problem.unavailable("full", 1).asException());
  }

  private static CompletableFuture<DocumentWritten> failure(String message) {
    return CompletableFuture.failedFuture(new IllegalStateException(message));
  }
}
