package io.blatam.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.Offset;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.stream.javadsl.Sink;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.serialization.CborSerializable;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events, snapshots and queries over the tables that the migrations made. */
class JournalTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void counter_systemStoppedAndStarted_goesOnWhereItWas(Engine engine) {
    DatabaseSettings settings = engine.settings(directory);
    Database.open(settings).close();

    assertThat(countUp(settings, 25)).isEqualTo(25);
    assertThat(countUp(settings, 1)).isEqualTo(26);
  }

  @ParameterizedTest
  @EnumSource
  void eventsByTag_afterPersisting_findsThemInOrder(Engine engine) {
    DatabaseSettings settings = engine.settings(directory);
    Database.open(settings).close();
    countUp(settings, 3);

    ActorTestKit kit = ActorTestKit.create(config(settings));
    try {
      var events =
          PersistenceQuery.get(kit.system())
              .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier())
              .currentEventsByTag("counted", Offset.noOffset())
              .map(EventEnvelope::sequenceNr)
              .runWith(Sink.seq(), kit.system());
      assertThat(Await.result(events)).containsExactly(1L, 2L, 3L);
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static int countUp(DatabaseSettings settings, int times) {
    ActorTestKit kit = ActorTestKit.create(config(settings));
    try {
      var total = kit.<Integer>createTestProbe();
      ActorRef<Increment> counter = kit.spawn(Counter.create());
      for (int i = 0; i < times; i++) {
        counter.tell(new Increment(total.ref()));
      }
      return total.receiveSeveralMessages(times, java.time.Duration.ofSeconds(20)).get(times - 1);
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static Config config(DatabaseSettings settings) {
    return ConfigFactory.parseString(
            "akka.loglevel = WARNING, akka.actor.allow-java-serialization = off\n"
                + "akka.actor.serialization-bindings { \"io.blatam.platform.serialization.CborSerializable\" = jackson-cbor }")
        .withFallback(PersistenceConfig.of(settings))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  record Increment(ActorRef<Integer> replyTo) implements CborSerializable {}

  record Incremented(int by) implements CborSerializable {}

  record Total(int value) implements CborSerializable {}

  private static final class Counter extends EventSourcedBehavior<Increment, Incremented, Total> {

    private Counter() {
      super(PersistenceId.ofUniqueId("counter"));
    }

    static Behavior<Increment> create() {
      return new Counter();
    }

    @Override
    public Total emptyState() {
      return new Total(0);
    }

    @Override
    public CommandHandler<Increment, Incremented, Total> commandHandler() {
      return newCommandHandlerBuilder()
          .forAnyState()
          .onCommand(
              Increment.class,
              increment ->
                  Effect()
                      .persist(new Incremented(1))
                      .thenRun(total -> increment.replyTo().tell(total.value())))
          .build();
    }

    @Override
    public EventHandler<Total, Incremented> eventHandler() {
      return newEventHandlerBuilder()
          .forAnyState()
          .onAnyEvent((total, event) -> new Total(total.value() + event.by()));
    }

    @Override
    public Set<String> tagsFor(Incremented event) {
      return Set.of("counted");
    }

    @Override
    public RetentionCriteria retentionCriteria() {
      return RetentionCriteria.snapshotEvery(10, 1);
    }
  }
}
