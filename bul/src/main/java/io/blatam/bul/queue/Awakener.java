package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sees to it that every accepted job has somebody: at start, and every so often, tells each job
 * that the table does not know to have ended that it was accepted. Jobs that are at work shrug;
 * those whose process died go on; those whose end the table missed tell it again. One in the
 * cluster.
 */
final class Awakener extends AbstractBehavior<Awakener.Command> {

  /** More than may wait: see {@link QueueSettings#waiting}. */
  private static final int AT_MOST = 10_000;

  sealed interface Command {}

  record Look() implements Command {}

  record Found(List<Ask> unfinished) implements Command {}

  record NotNow(Throwable failure) implements Command {}

  private final JobTable table;
  private final Consumer<JobCommand.Accept> jobs;
  private final ActorRef<JobCommand.Reply> nobody;

  private Awakener(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      JobTable table,
      Consumer<JobCommand.Accept> jobs,
      Duration every) {
    super(context);
    this.table = table;
    this.jobs = jobs;
    this.nobody = context.getSystem().ignoreRef();
    timers.startTimerWithFixedDelay(new Look(), Duration.ZERO, every);
  }

  static Behavior<Command> create(
      JobTable table, Consumer<JobCommand.Accept> jobs, Duration every) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Awakener(context, timers, table, jobs, every)));
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
            table.unfinished(AT_MOST),
            (unfinished, failure) -> failure == null ? new Found(unfinished) : new NotNow(failure));
    return this;
  }

  private Behavior<Command> onFound(Found found) {
    found.unfinished().forEach(ask -> jobs.accept(new JobCommand.Accept(ask, nobody)));
    return this;
  }

  private Behavior<Command> onNotNow(NotNow notNow) {
    getContext()
        .getLog()
        .warn(
            "unfinished jobs could not be looked up, trying again: {}",
            notNow.failure().getMessage());
    return this;
  }
}
