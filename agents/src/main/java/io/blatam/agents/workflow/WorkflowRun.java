package io.blatam.agents.workflow;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityContext;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import io.blatam.agents.workflow.RunState.Active;
import io.blatam.agents.workflow.RunState.Ended;
import io.blatam.agents.workflow.RunState.NotAccepted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the document workflow: takes a step, persists what came of it, takes the next. After a
 * crash it takes the step that had not finished again. Steps are idempotent, so a result that comes
 * twice, or late from an attempt given up, is the same result.
 */
final class WorkflowRun extends EventSourcedBehavior<RunCommand, RunEvent, RunState> {

  public static final EntityTypeKey<RunCommand> KEY =
      EntityTypeKey.create(RunCommand.class, "agents-workflow-run");

  /** What every run of this node shares. */
  public record Surroundings(
      Steps steps, WorkflowSettings settings, Clock clock, Consumer<RunView> changed) {}

  private static final Logger LOG = LoggerFactory.getLogger(WorkflowRun.class);

  private final ActorContext<RunCommand> context;
  private final TimerScheduler<RunCommand> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final Surroundings surroundings;

  /** Whether an attempt of this incarnation is under way; a crash rightly forgets it. */
  private boolean busy;

  private WorkflowRun(
      EntityContext<RunCommand> entity,
      ActorContext<RunCommand> context,
      TimerScheduler<RunCommand> timers,
      Surroundings surroundings) {
    super(PersistenceId.of(entity.getEntityTypeKey().name(), entity.getEntityId()));
    this.context = context;
    this.timers = timers;
    this.shard = entity.getShard();
    this.surroundings = surroundings;
  }

  public static Behavior<RunCommand> create(
      EntityContext<RunCommand> entity, Surroundings surroundings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new WorkflowRun(entity, context, timers, surroundings)));
  }

  /** Ends an entity that has nothing to do. */
  public static RunCommand stopMessage() {
    return new RunCommand.Passivated();
  }

  @Override
  public RunState emptyState() {
    return new NotAccepted();
  }

  @Override
  public SignalHandler<RunState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              if (state instanceof Active) {
                context.getSelf().tell(new RunCommand.TakeStep());
              }
            })
        .build();
  }

  @Override
  public CommandHandler<RunCommand, RunEvent, RunState> commandHandler() {
    var handlers = newCommandHandlerBuilder();
    handlers
        .forStateType(NotAccepted.class)
        .onCommand(RunCommand.Start.class, this::accept)
        .onCommand(RunCommand.Get.class, get -> nothingHere(get.replyTo()))
        .onCommand(RunCommand.Cancel.class, cancel -> nothingHere(cancel.replyTo()));
    handlers
        .forStateType(Active.class)
        .onCommand(RunCommand.Start.class, this::wake)
        .onCommand(RunCommand.TakeStep.class, this::takeStep)
        .onCommand(RunCommand.StepSucceeded.class, this::succeed)
        .onCommand(RunCommand.StepFailed.class, this::fail)
        .onCommand(RunCommand.Cancel.class, this::cancel);
    handlers
        .forStateType(Ended.class)
        .onCommand(RunCommand.Start.class, this::tellAgain)
        .onCommand(RunCommand.Cancel.class, this::cancelEnded);
    handlers
        .forAnyState()
        .onCommand(RunCommand.Get.class, this::get)
        .onCommand(RunCommand.Passivated.class, passivated -> Effect().stop())
        // Late news of an attempt that no longer matters.
        .onAnyCommand(() -> Effect().none());
    return handlers.build();
  }

  private Effect<RunEvent, RunState> accept(RunCommand.Start start) {
    return Effect()
        .persist(new RunEvent.Accepted(start.request(), now()))
        .thenRun(this::publish)
        .thenRun(() -> context.getSelf().tell(new RunCommand.TakeStep()));
  }

  private Effect<RunEvent, RunState> wake(Active active, RunCommand.Start start) {
    if (!busy && !timers.isTimerActive(RunCommand.TakeStep.class)) {
      context.getSelf().tell(new RunCommand.TakeStep());
    }
    return Effect().none();
  }

  private Effect<RunEvent, RunState> takeStep(Active active, RunCommand.TakeStep ignored) {
    if (busy) {
      return Effect().none();
    }
    busy = true;
    return Effect()
        .persist(new RunEvent.StepBegan(active.step(), now()))
        .thenRun(this::publish)
        .thenRun(() -> attempt(active));
  }

  private void attempt(Active active) {
    Step step = active.step();
    context.pipeToSelf(
        new Attempt(active).take(surroundings.steps(), surroundings.settings().stepTimeout()),
        (result, failure) ->
            failure == null
                ? new RunCommand.StepSucceeded(step, result)
                : new RunCommand.StepFailed(step, failure));
  }

  private Effect<RunEvent, RunState> succeed(Active active, RunCommand.StepSucceeded success) {
    if (success.step() != active.step()) {
      return Effect().none();
    }
    busy = false;
    return Effect()
        .persist(RunEvent.finished(success.result(), now()))
        .thenRun(this::publish)
        .thenRun(
            state -> {
              if (state instanceof Active) {
                context.getSelf().tell(new RunCommand.TakeStep());
              } else {
                passivate();
              }
            });
  }

  private Effect<RunEvent, RunState> fail(Active active, RunCommand.StepFailed failed) {
    if (failed.step() != active.step()) {
      return Effect().none();
    }
    busy = false;
    Fault fault = Fault.of(failed.failure());
    Optional<Duration> wait = new Attempt(active).retryAfter(fault, surroundings.settings());
    LOG.warn(
        "Workflow run {}: step {} failed, {}",
        active.facts().request().id(),
        failed.step().id(),
        wait.isPresent() ? "will be tried again" : "for good",
        fault.cause());
    return Effect()
        .persist(
            new RunEvent.StepFailed(failed.step(), fault.reason(), wait.map(now()::plus), now()))
        .thenRun(this::publish)
        .thenRun(
            () ->
                wait.ifPresentOrElse(
                    delay ->
                        timers.startSingleTimer(
                            RunCommand.TakeStep.class, new RunCommand.TakeStep(), delay),
                    this::passivate));
  }

  private Effect<RunEvent, RunState> cancel(Active active, RunCommand.Cancel cancel) {
    if (!isOwner(active.facts(), cancel.tenant())) {
      cancel.replyTo().tell(new RunCommand.Answer(Optional.empty(), false));
      return Effect().none();
    }
    timers.cancelAll();
    return Effect()
        .persist(new RunEvent.Cancelled(now()))
        .thenRun(this::publish)
        .thenRun(
            () -> {
              if (active.step() == Step.DOCUMENT) {
                surroundings.steps().cancel(active.facts().request());
              }
            })
        .thenRun(state -> cancel.replyTo().tell(new RunCommand.Answer(state.view(), true)))
        .thenRun(this::passivate);
  }

  private Effect<RunEvent, RunState> cancelEnded(Ended ended, RunCommand.Cancel cancel) {
    boolean owner = isOwner(ended.facts(), cancel.tenant());
    cancel
        .replyTo()
        .tell(
            new RunCommand.Answer(
                owner ? ended.view() : Optional.empty(), ended.status() == RunStatus.CANCELLED));
    passivate();
    return Effect().none();
  }

  /** The list had not heard of the end. */
  private Effect<RunEvent, RunState> tellAgain(Ended ended, RunCommand.Start start) {
    publish(ended);
    passivate();
    return Effect().none();
  }

  private Effect<RunEvent, RunState> get(RunState state, RunCommand.Get get) {
    boolean owner =
        state instanceof Active active
            ? isOwner(active.facts(), get.tenant())
            : state instanceof Ended ended && isOwner(ended.facts(), get.tenant());
    get.replyTo().tell(new RunCommand.Answer(owner ? state.view() : Optional.empty(), owner));
    if (state instanceof Ended) {
      passivate();
    }
    return Effect().none();
  }

  private Effect<RunEvent, RunState> nothingHere(ActorRef<RunCommand.Answer> replyTo) {
    replyTo.tell(new RunCommand.Answer(Optional.empty(), false));
    passivate();
    return Effect().none();
  }

  private void publish(RunState state) {
    state.view().ifPresent(surroundings.changed());
  }

  private void passivate() {
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  private static boolean isOwner(RunState.Facts facts, String tenant) {
    return facts.request().tenant().equals(tenant);
  }

  @Override
  public EventHandler<RunState, RunEvent> eventHandler() {
    return (state, event) -> state.after(event);
  }
}
