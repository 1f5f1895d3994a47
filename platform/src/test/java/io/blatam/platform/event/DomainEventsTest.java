package io.blatam.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.testkit.javadsl.TestSink;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DomainEventsTest {

  record Opened(String tenant, Instant at, int number) implements DomainEvent {}

  record Closed(String tenant, Instant at) implements DomainEvent {}

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static ActorTestKit kit;
  private static DomainEvents events;

  @BeforeAll
  static void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.loglevel = WARNING, akka.actor.provider = local")
                .withFallback(ConfigFactory.load()));
    events = DomainEvents.start(kit.system());
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void publish_subscriber_hearsIt() {
    var subscriber = kit.<DomainEvent>createTestProbe();
    events.subscribe(subscriber.ref());
    DomainEvent opened = new Opened("acme", NOON, 1);

    subscriber.awaitAssert(
        () -> {
          events.publish(opened);
          return subscriber.expectMessage(Duration.ofMillis(200), opened);
        });
  }

  @Test
  void source_ofOneType_leavesOthersOut() {
    var heard =
        events
            .source(Opened.class, 16)
            .runWith(TestSink.probe(kit.system().classicSystem()), kit.system());
    heard.request(100);
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              events.publish(new Closed("acme", NOON));
              events.publish(new Opened("acme", NOON, 7));
              return heard.expectNext(
                  scala.concurrent.duration.Duration.create(200, "millis"),
                  new Opened("acme", NOON, 7));
            });
    heard.cancel();
  }

  @Test
  void source_consumerTooSlow_losesTheOldestAndGoesOn() {
    var last =
        events
            .source(Opened.class, 4)
            .takeWhile(opened -> opened.number() < 1_000, true)
            .toMat(Sink.last(), Keep.right())
            .run(kit.system());
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              for (int n = 1; n <= 1_000; n++) {
                events.publish(new Opened("acme", NOON, n));
              }
              assertThat(last.toCompletableFuture()).isCompleted();
              return last;
            });
    assertThat(last.toCompletableFuture().join().number()).isEqualTo(1_000);
  }
}
