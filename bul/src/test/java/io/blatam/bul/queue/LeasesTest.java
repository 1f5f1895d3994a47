package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.stream.javadsl.Sink;
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
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are late, silent or gone. */
class LeasesTest {

  private static final Principal ANA = new Principal("ana", "acme", Set.of("documents"));
  private static final DocumentRequest PLAN =
      new DocumentRequest(Brief.ofText("Plan de negocio"), List.of(ExportFormat.PDF), 3);

  @TempDir Path directory;
  private ScratchPlatform platform;
  private SteeredProduction production;
  private QueuedDocuments documents;

  @BeforeEach
  void start() {
    platform =
        ScratchPlatform.start(
            directory,
            """
            blatam.bul.queue {
              awaken = 300ms, heartbeat = 100ms, lease = 1s
              retry { delay = 10ms, max-delay = 20ms, attempts = 3, max-run = 2s }
            }
            """);
    production = new SteeredProduction();
    documents = QueuedDocuments.start(platform.platform(), production);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private String submit() {
    return Await.result(documents.submit(ANA, PLAN, Optional.empty(), "")).job().id();
  }

  private EntityRef<JobCommand> entity(String id) {
    return ClusterSharding.get(platform.platform().system()).entityRefFor(JobEntity.KEY, id);
  }

  private List<Progress> toTheEnd(String job) {
    return Await.result(
        documents.progress("acme", job, 0).runWith(Sink.seq(), platform.platform().system()));
  }

  private JobView job(String id) {
    return Await.result(documents.find("acme", id)).orElseThrow();
  }

  private TestProbe<WorkerCommand> worker() {
    return TestProbe.create(WorkerCommand.class, platform.platform().system());
  }

  private void until(BooleanSupplier condition) {
    Instant patience = Instant.now().plusSeconds(20);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(patience);
      Thread.onSpinWait();
    }
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
    var gate = production.hold("write 1");
    String id = submit();
    until(() -> production.done.contains("write 2"));
    Ask ask =
        Await.result(new JobTable(platform.platform().database()).find("acme", id)).orElseThrow();
    TestProbe<WorkerCommand> next = worker();

    entity(id).tell(new JobCommand.Begin(ask, 1_000, Set.of(), next.ref()));
    WorkerCommand.Do asked = next.expectMessageClass(WorkerCommand.Do.class);
    assertThat(asked.attempt()).isEqualTo(2);
    assertThat(asked.step()).isEqualTo(new Step.Write(1));
    gate.complete(null);
    until(() -> production.done.contains("write 1"));
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
    Ask ask =
        Await.result(new JobTable(platform.platform().database()).find("acme", id)).orElseThrow();
    TestProbe<WorkerCommand> late = worker();

    entity(id).tell(new JobCommand.StepFailed(1, new Step.Plan(), new Failure("late", 0, false)));
    entity(id).tell(new JobCommand.StepDone(1, new Step.Write(1), section(1, 4_711)));
    entity(id).tell(new JobCommand.Begin(ask, 1_000, Set.of(), late.ref()));

    late.expectMessage(new WorkerCommand.Release(id, 1_000));
    assertThat(done.status()).isEqualTo(JobStatus.DONE);
    assertThat(job(id).revision()).isEqualTo(done.revision());
  }

  @Test
  void silentWorker_losesItsLeaseAndTheJobIsDoneByAnother() {
    production.hold("plan");
    String id = submit();
    until(() -> job(id).status() == JobStatus.PLANNING);
    // Stopped as if its node were gone; the job's entity and its queue live on.
    Adapter.toClassic(platform.platform().system())
        .actorSelection("/system/bul-workers")
        .tell(PoisonPill.getInstance(), ActorRef.noSender());
    production.release("plan");
    documents.actors().startWorkers("more-workers");

    List<Progress> steps = toTheEnd(id);

    assertThat(steps).extracting(Progress::event).endsWith("done").containsOnlyOnce("done");
    assertThat(job(id).attempt()).isEqualTo(2);
  }

  @Test
  void attempt_longerThanItMayTake_isTriedAgain() {
    production.hold("plan");
    String id = submit();
    until(() -> job(id).attempt() == 2);
    production.release("plan");
    toTheEnd(id);

    assertThat(job(id).status()).isEqualTo(JobStatus.DONE);
    assertThat(job(id).error()).hasValueSatisfying(why -> assertThat(why).contains("longer than"));
  }

  @Test
  void jobThatEndsItsProcess_isADeadLetterWithoutBeingTriedForEver() {
    production.hold("plan");
    String id = submit();
    Ask ask =
        Await.result(new JobTable(platform.platform().database()).find("acme", id)).orElseThrow();
    until(() -> job(id).attempt() == 1);
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
