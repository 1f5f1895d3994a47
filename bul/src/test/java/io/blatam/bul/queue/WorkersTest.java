package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.bul.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many jobs a node's workers say that they can do. */
class WorkersTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private static final Config CONFIG =
      ConfigFactory.parseString(
              """
              akka.actor.provider = local
              blatam.bul.queue { jobs = 2, heartbeat = 20ms, lease = 10s }
              """)
          .withFallback(ConfigFactory.load());

  private final ActorTestKit kit = ActorTestKit.create("workers", CONFIG);
  private final TestProbe<DispatchCommand> coordinator = kit.createTestProbe();
  private final TestProbe<JobCommand> jobs = kit.createTestProbe();
  private final TestProbe<QueueCommand> queues = kit.createTestProbe();
  private final MovableClock clock = new MovableClock(NOON);
  private final AtomicBoolean nodeOutOfReach = new AtomicBoolean();
  private final AtomicBoolean diskNearlyFull = new AtomicBoolean();
  private final SteeredProduction production = new SteeredProduction();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private ActorRef<WorkerCommand> workers() {
    return kit.spawn(
        Workers.create(
            new Workers.Surroundings(
                "here",
                new Steps(production, Clock.systemUTC()),
                (tenant, job) ->
                    CompletableFuture.completedFuture(Optional.of(JobTest.ask(job, tenant))),
                (job, command) -> jobs.ref().tell(command),
                (tenant, command) -> queues.ref().tell(command),
                coordinator.ref(),
                nodeOutOfReach::get,
                diskNearlyFull::get,
                clock,
                QueueSettings.of(CONFIG))));
  }

  private void saysRoomFor(int capacity, int running) {
    coordinator.fishForMessage(
        Duration.ofSeconds(5),
        said ->
            said instanceof DispatchCommand.Workers room
                    && room.capacity() == capacity
                    && room.running().size() == running
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  private static WorkerCommand.Run run(String job, long lease) {
    return new WorkerCommand.Run("acme", new Lane("finance", "stub"), job, lease);
  }

  @Test
  void jobsOfANodeOutOfReach_makeRoomForOthersUntilItIsSettled() {
    ActorRef<WorkerCommand> workers = workers();
    workers.tell(run("silent", 1));
    workers.tell(run("speaking", 2));
    production.hold("plan");
    saysRoomFor(2, 2);

    nodeOutOfReach.set(true);
    workers.tell(
        new WorkerCommand.Do(
            "speaking",
            2,
            1,
            new Step.Plan(),
            new Material(JobTest.ask("speaking"), Optional.empty(), List.of(), Optional.empty()),
            jobs.ref()));

    saysRoomFor(3, 2);
    workers.tell(run("other", 3));
    saysRoomFor(4, 3);
    nodeOutOfReach.set(false);
    saysRoomFor(4, 3);
    clock.set(NOON.plusSeconds(60));
    saysRoomFor(2, 3);
  }

  @Test
  void diskNearlyFull_noJobIsBegunUntilThereIsRoom() {
    ActorRef<WorkerCommand> workers = workers();
    workers.tell(run("under-way", 1));
    saysRoomFor(2, 1);

    diskNearlyFull.set(true);
    saysRoomFor(1, 1);
    diskNearlyFull.set(false);
    saysRoomFor(2, 1);
  }

  @Test
  void jobsThatAreSlowToSpeak_takeTheirPlaces() {
    ActorRef<WorkerCommand> workers = workers();
    workers.tell(run("slow", 1));
    saysRoomFor(2, 1);
    for (int beats = 0; beats < 6; beats++) {
      jobs.expectMessageClass(JobCommand.Begin.class);
    }

    DispatchCommand last = coordinator.receiveMessage();

    assertThat(last)
        .isInstanceOfSatisfying(
            DispatchCommand.Workers.class, room -> assertThat(room.capacity()).isEqualTo(2));
  }
}
