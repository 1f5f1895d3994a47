package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are late, silent or gone. */
class LeasesTest {

  private static final DocumentRequest PLAN =
      new DocumentRequest(Brief.ofText("Plan de negocio"), List.of(ExportFormat.PDF), 3);

  @TempDir static Path directory;
  private static SteeredQueue queue;

  @BeforeAll
  static void start() {
    queue =
        SteeredQueue.start(
            directory,
            """
            blatam.bul.queue {
              awaken = 300ms, heartbeat = 100ms, lease = 1s
              retry { delay = 10ms, max-delay = 20ms, attempts = 3, max-run = 2s }
            }
            """);
  }

  @AfterEach
  void tidy() {
    queue.tidy();
  }

  @AfterAll
  static void stop() {
    queue.close();
  }

  private static String submit() {
    return queue.submit(queue.user("acme"), PLAN);
  }

  private static Ask ask(String id) {
    return Await.result(new JobTable(queue.platform().database()).find(queue.tenant("acme"), id))
        .orElseThrow();
  }

  private static EntityRef<JobCommand> entity(String id) {
    return ClusterSharding.get(queue.platform().system()).entityRefFor(JobEntity.KEY, id);
  }

  private static List<Progress> toTheEnd(String job) {
    return queue.toTheEnd("acme", job);
  }

  private static JobView job(String id) {
    return queue.job("acme", id);
  }

  private static TestProbe<WorkerCommand> worker() {
    return TestProbe.create(WorkerCommand.class, queue.platform().system());
  }

  private static JobEvent section(int index, long elapsedMs) {
    return new JobEvent.SectionWritten(
        Instant.EPOCH,
        new WrittenSection(
            index,
            "two",
            new ArtifactId("b".repeat(64)),
            "model",
            elapsedMs,
            0,
            Optional.empty(),
            List.of()));
  }

  @Test
  void lateWorker_canNotOverwriteWhatTheNextOneDid() {
    var gate = queue.production().hold("write 1");
    String id = submit();
    queue.untilDone("write 2");
    Ask ask = ask(id);
    TestProbe<WorkerCommand> next = worker();

    entity(id).tell(new JobCommand.Begin(ask, 1_000, Set.of(), next.ref()));
    WorkerCommand.Do asked = next.expectMessageClass(WorkerCommand.Do.class);
    assertThat(asked.attempt()).isEqualTo(2);
    assertThat(asked.step()).isEqualTo(new Step.Write(1));
    gate.complete(null);
    queue.untilDone("write 1");
    entity(id).tell(new JobCommand.StepDone(2, new Step.Write(1), section(1, 4_711)));
    WorkerCommand.Do then = next.expectMessageClass(WorkerCommand.Do.class);

    assertThat(then.step()).isEqualTo(new Step.Assemble());
    assertThat(job(id).sections().get(1).elapsedMs()).contains(4_711L);
  }

  @Test
  void lateWorker_ofAFinishedJob_isDismissedAndChangesNothing() {
    String id = submit();
    toTheEnd(id);
    JobView done = job(id);
    Ask ask = ask(id);
    TestProbe<WorkerCommand> late = worker();

    entity(id)
        .tell(new JobCommand.StepFailed(1, new Step.Plan(), new Failure("late", 0, false, false)));
    entity(id).tell(new JobCommand.StepDone(1, new Step.Write(1), section(1, 4_711)));
    entity(id).tell(new JobCommand.Begin(ask, 1_000, Set.of(), late.ref()));

    late.expectMessage(new WorkerCommand.Release(id, 1_000));
    assertThat(done.status()).isEqualTo(JobStatus.DONE);
    assertThat(job(id).revision()).isEqualTo(done.revision());
  }

  @Test
  void silentWorker_losesItsLeaseAndTheJobIsDoneByAnother() {
    queue.production().hold("plan");
    String id = submit();
    SteeredQueue.until(() -> job(id).status() == JobStatus.PLANNING);
    // Stopped as if its node were gone; the job's entity and its queue live on.
    Adapter.toClassic(queue.platform().system())
        .actorSelection("/system/bul-workers")
        .tell(PoisonPill.getInstance(), ActorRef.noSender());
    queue.production().release("plan");
    queue.documents().actors().startWorkers("more-workers");

    List<Progress> steps = toTheEnd(id);

    assertThat(steps).extracting(Progress::event).endsWith("done").containsOnlyOnce("done");
    assertThat(job(id).attempt()).isEqualTo(2);
  }

  @Test
  void attempt_longerThanItMayTake_isTriedAgain() {
    queue.production().hold("plan");
    String id = submit();
    SteeredQueue.until(() -> job(id).attempt() == 2);
    queue.production().release("plan");
    toTheEnd(id);

    assertThat(job(id).status()).isEqualTo(JobStatus.DONE);
    assertThat(job(id).error()).hasValueSatisfying(why -> assertThat(why).contains("longer than"));
  }

  @Test
  void jobThatEndsItsProcess_isADeadLetterWithoutBeingTriedForEver() {
    queue.production().hold("plan");
    String id = submit();
    Ask ask = ask(id);
    SteeredQueue.until(() -> job(id).attempt() == 1);
    TestProbe<WorkerCommand> doomed = worker();

    // Each of these begins, and is never heard of again.
    for (long lease = 1_000; lease < 1_002; lease++) {
      entity(id).tell(new JobCommand.Begin(ask, lease, Set.of(), doomed.ref()));
      doomed.expectMessageClass(WorkerCommand.Do.class, Duration.ofSeconds(5));
    }
    entity(id).tell(new JobCommand.Begin(ask, 1_002, Set.of(), doomed.ref()));
    doomed.expectMessage(new WorkerCommand.Release(id, 1_002));

    assertThat(toTheEnd(id)).extracting(Progress::event).endsWith("failed");
    assertThat(job(id).attempt()).isEqualTo(3);
    assertThat(job(id).error())
        .hasValueSatisfying(why -> assertThat(why).contains("the process ended"));
  }
}
