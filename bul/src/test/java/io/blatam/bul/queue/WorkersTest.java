package io.blatam.bul.queue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.actor.provider = local, akka.loglevel = WARNING")
                .withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void request_allBusy_waitsUntilAWorkerIsFree() {
    ActorRef<Workers.Command> workers = kit.spawn(Workers.create(1, 1));
    TestProbe<JobCommand> first = job();
    TestProbe<JobCommand> second = job();
    workers.tell(request("acme", 3, 0, first));
    workers.tell(request("acme", 3, 1, second));

    first.expectMessage(new JobCommand.Begin());
    second.expectNoMessage();
    workers.tell(new Workers.Release(first.ref()));
    second.expectMessage(new JobCommand.Begin());
  }

  @Test
  void request_severalWaiting_theMostUrgentIsFirstThenTheOldest() {
    ActorRef<Workers.Command> workers = kit.spawn(Workers.create(1, 1));
    TestProbe<JobCommand> running = job();
    workers.tell(request("acme", 5, 0, running));
    running.expectMessage(new JobCommand.Begin());
    TestProbe<JobCommand> later = job();
    TestProbe<JobCommand> earlier = job();
    TestProbe<JobCommand> urgent = job();
    workers.tell(request("acme", 3, 20, later));
    workers.tell(request("acme", 3, 10, earlier));
    workers.tell(request("acme", 1, 30, urgent));

    workers.tell(new Workers.Release(running.ref()));
    urgent.expectMessage(new JobCommand.Begin());
    workers.tell(new Workers.Release(urgent.ref()));
    earlier.expectMessage(new JobCommand.Begin());
    workers.tell(new Workers.Release(earlier.ref()));
    later.expectMessage(new JobCommand.Begin());
  }

  @Test
  void request_tenantHasItsShare_anotherTenantIsServedBeforeIt() {
    ActorRef<Workers.Command> workers = kit.spawn(Workers.create(2, 1));
    TestProbe<JobCommand> running = job();
    TestProbe<JobCommand> greedy = job();
    TestProbe<JobCommand> other = job();
    workers.tell(request("acme", 1, 0, running));
    workers.tell(request("acme", 1, 1, greedy));
    workers.tell(request("rival", 5, 2, other));

    running.expectMessage(new JobCommand.Begin());
    other.expectMessage(new JobCommand.Begin());
    greedy.expectNoMessage();
  }

  @Test
  void job_stops_givesItsWorkerBack() {
    ActorRef<Workers.Command> workers = kit.spawn(Workers.create(1, 1));
    TestProbe<JobCommand> dying = job();
    TestProbe<JobCommand> waiting = job();
    workers.tell(request("acme", 3, 0, dying));
    dying.expectMessage(new JobCommand.Begin());
    workers.tell(request("acme", 3, 1, waiting));

    dying.stop();

    waiting.expectMessage(new JobCommand.Begin());
  }

  @Test
  void request_twice_countsOnce() {
    ActorRef<Workers.Command> workers = kit.spawn(Workers.create(2, 2));
    TestProbe<JobCommand> restarted = job();
    TestProbe<JobCommand> other = job();
    workers.tell(request("acme", 3, 0, restarted));
    workers.tell(request("acme", 3, 0, restarted));
    workers.tell(request("acme", 3, 1, other));

    restarted.expectMessage(new JobCommand.Begin());
    restarted.expectMessage(new JobCommand.Begin());
    other.expectMessage(new JobCommand.Begin());
  }

  private static TestProbe<JobCommand> job() {
    return kit.createTestProbe();
  }

  private static Workers.Request request(
      String tenant, int priority, int second, TestProbe<JobCommand> job) {
    return new Workers.Request(tenant, priority, NOON.plusSeconds(second), job.ref());
  }
}
