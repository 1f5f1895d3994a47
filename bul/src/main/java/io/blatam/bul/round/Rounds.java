package io.blatam.bul.round;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import io.blatam.platform.Platform;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Does a round every so often, and at once when it is told that there is something to do; one round
 * at a time, on one node of the cluster. A round that fails is logged and tried again with the next
 * tick, so each round must be harmless when what it does was half done before.
 */
public final class Rounds extends AbstractBehavior<Rounds.Command> {

  /** What the caller's work is; a fresh one for each life of the actor. */
  @FunctionalInterface
  public interface Round {
    /** Gives whether there is more to do at once. Must not block. */
    CompletionStage<Boolean> run();
  }

  /** Messages. */
  public sealed interface Command {}

  /** There may be something to do; from any node. */
  public record Poke() implements Command, CborSerializable {}

  private record Tick() implements Command {}

  private record Ended(boolean more) implements Command {}

  private record Failed(Throwable failure) implements Command {}

  private final String name;
  private final Round round;
  private boolean running;
  private boolean poked;

  private Rounds(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      String name,
      Round round,
      Duration every) {
    super(context);
    this.name = name;
    this.round = round;
    timers.startTimerWithFixedDelay(new Tick(), Duration.ZERO, every);
  }

  /**
   * Starts the one of the cluster, if this node may hold it, and gives the way to it from here.
   *
   * @param every time between two rounds when nobody pokes
   */
  public static ActorRef<Command> start(
      Platform platform, String name, Duration every, Supplier<Round> round) {
    Optional<String> role =
        Optional.of(platform.config().getString("blatam.bul.queue.role"))
            .filter(given -> !given.isBlank());
    ClusterSingletonSettings where = ClusterSingletonSettings.create(platform.system());
    return ClusterSingleton.get(platform.system())
        .init(
            SingletonActor.of(create(name, every, round), name)
                .withSettings(role.map(where::withRole).orElse(where)));
  }

  static Behavior<Command> create(String name, Duration every, Supplier<Round> round) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Rounds(context, timers, name, round.get(), every)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Poke.class, poke -> begin())
        .onMessage(Tick.class, tick -> begin())
        .onMessage(Ended.class, this::onEnded)
        .onMessage(Failed.class, this::onFailed)
        .build();
  }

  private Behavior<Command> begin() {
    if (running) {
      poked = true;
      return this;
    }
    running = true;
    poked = false;
    getContext()
        .pipeToSelf(
            started(), (more, failure) -> failure == null ? new Ended(more) : new Failed(failure));
    return this;
  }

  private CompletionStage<Boolean> started() {
    try {
      return round.run();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedStage(failure);
    }
  }

  private Behavior<Command> onEnded(Ended ended) {
    running = false;
    return ended.more() || poked ? begin() : this;
  }

  private Behavior<Command> onFailed(Failed failed) {
    running = false;
    getContext().getLog().warn("{}: trying again: {}", name, failed.failure().getMessage());
    return this;
  }
}
