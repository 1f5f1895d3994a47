package io.blatam.bul.queue;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.bul.store.QueueTable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sees to it that every tenant with unfinished jobs has a queue that is awake: at start, and every
 * so often. One in the cluster.
 */
final class Awakener extends AbstractBehavior<Awakener.Command> {

  sealed interface Command {}

  record Look() implements Command {}

  record Found(List<String> tenants) implements Command {}

  record NotNow(Throwable failure) implements Command {}

  private final QueueTable table;
  private final Consumer<String> wake;

  private Awakener(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      QueueTable table,
      Consumer<String> wake,
      Duration every) {
    super(context);
    this.table = table;
    this.wake = wake;
    timers.startTimerWithFixedDelay(new Look(), Duration.ZERO, every);
  }

  /**
   * @param wake wakes a tenant's queue
   */
  static Behavior<Command> create(QueueTable table, Consumer<String> wake, Duration every) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Awakener(context, timers, table, wake, every)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, this::onLook)
        .onMessage(Found.class, this::onFound)
        .onMessage(NotNow.class, this::onNotNow)
        .build();
  }

  private Behavior<Command> onLook(Look look) {
    getContext()
        .pipeToSelf(
            table.tenantsWithWork(),
            (tenants, failure) -> failure == null ? new Found(tenants) : new NotNow(failure));
    return this;
  }

  private Behavior<Command> onFound(Found found) {
    found.tenants().forEach(wake);
    return this;
  }

  private Behavior<Command> onNotNow(NotNow notNow) {
    getContext()
        .getLog()
        .warn(
            "tenants with unfinished jobs could not be looked up, trying again: {}",
            notNow.failure().getMessage());
    return this;
  }
}
