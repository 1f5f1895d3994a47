package io.blatam.bul.knowledge;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.bul.store.NoteTable;
import io.blatam.bul.store.NoteTable.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A node's reading of uploaded notes: takes those that nobody reads, a few at once, and keeps them
 * while it is alive. A note whose node died is taken by another when its lease is over. What comes
 * of a note is in the tables.
 */
final class Reading extends AbstractBehavior<Reading.Command> {

  sealed interface Command {}

  /** Something may wait to be read. */
  record Look() implements Command {}

  private record Taken(Optional<Claimed> claimed, Optional<Throwable> failure) implements Command {}

  private record Read(String id, Optional<Throwable> failure) implements Command {}

  /** Reads one note to its end: ready, refused, or a failure after which it is tried again. */
  @FunctionalInterface
  interface Work {
    CompletionStage<?> read(Claimed claimed);
  }

  /** After so many failures that were not the file's own, a note is refused. */
  static final int ATTEMPTS = 3;

  private final NoteTable table;
  private final Work work;
  private final CompletionSource sweep;
  private final KnowledgeSettings settings;
  private final int atOnce;
  private final Clock clock;
  private final Set<String> reading = new HashSet<>();
  private int asking;
  private boolean more;

  /** Something to do with each look. */
  @FunctionalInterface
  interface CompletionSource {
    CompletionStage<?> run();
  }

  private Reading(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      NoteTable table,
      Work work,
      CompletionSource sweep,
      KnowledgeSettings settings,
      int atOnce,
      Clock clock) {
    super(context);
    this.table = table;
    this.work = work;
    this.sweep = sweep;
    this.settings = settings;
    this.atOnce = atOnce;
    this.clock = clock;
    timers.startTimerWithFixedDelay(new Tick(), Duration.ZERO, settings.look());
  }

  private record Tick() implements Command {}

  static Behavior<Command> create(
      NoteTable table,
      Work work,
      CompletionSource sweep,
      KnowledgeSettings settings,
      int atOnce,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Reading(context, timers, table, work, sweep, settings, atOnce, clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(Look.class, look -> take())
        .onMessage(Taken.class, this::onTaken)
        .onMessage(Read.class, this::onRead)
        .build();
  }

  private Behavior<Command> onTick() {
    reading.forEach(id -> table.renew(id, clock.instant().plus(settings.lease())));
    sweep
        .run()
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                getContext().getSystem().log().warn("knowledge: {}", failure.getMessage());
              }
            });
    return take();
  }

  private Behavior<Command> take() {
    if (reading.size() + asking >= atOnce) {
      more = true;
      return this;
    }
    asking++;
    getContext()
        .pipeToSelf(
            table.claim(clock.instant(), clock.instant().plus(settings.lease())),
            (claimed, failure) ->
                new Taken(
                    failure == null ? claimed : Optional.empty(), Optional.ofNullable(failure)));
    return this;
  }

  private Behavior<Command> onTaken(Taken taken) {
    asking--;
    taken
        .failure()
        .ifPresent(
            failure -> getContext().getLog().warn("no note is taken: {}", failure.getMessage()));
    if (taken.claimed().isEmpty()) {
      return this;
    }
    Claimed claimed = taken.claimed().get();
    reading.add(claimed.note().id());
    getContext()
        .pipeToSelf(
            work.read(claimed),
            (done, failure) -> new Read(claimed.note().id(), Optional.ofNullable(failure)));
    return take();
  }

  private Behavior<Command> onRead(Read read) {
    reading.remove(read.id());
    read.failure()
        .ifPresent(
            failure -> {
              getContext().getLog().warn("note {} is tried again", read.id(), failure);
              table.release(read.id(), clock.instant().plus(settings.look()));
            });
    boolean again = more || read.failure().isEmpty();
    more = false;
    return again ? take() : this;
  }
}
