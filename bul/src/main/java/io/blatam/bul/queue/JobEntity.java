package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
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
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One job, the only writer of its life. Keeps order and attempts; the work itself is done outside,
 * by {@link Steps}, and comes back as an event to persist. An outcome of an attempt that is over is
 * dropped, so each file and each end appears once.
 *
 * <p>It goes on by itself after a crash as soon as somebody talks to it, which {@link Awakener}
 * does.
 */
final class JobEntity extends EventSourcedBehavior<JobCommand, JobEvent, JobEntity.State> {

  static final EntityTypeKey<JobCommand> KEY = EntityTypeKey.create(JobCommand.class, "bul-job");

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofMinutes(2);

  /** A job and the steps that made it; no job before the first event. */
  record State(Optional<Job> job, List<Progress> history) {

    State after(JobEvent event) {
      Job next =
          event instanceof JobEvent.Accepted accepted
              ? job.orElseGet(() -> Job.accepted(accepted.ask()))
              : job.orElseThrow().after(event);
      List<Progress> steps = new ArrayList<>(history);
      steps.add(JobViews.progress(event, next));
      return new State(Optional.of(next), steps);
    }
  }

  private record Waiting(long after, ActorRef<JobCommand.ProgressReply> replyTo) {}

  /** What every job of a node shares. */
  record Surroundings(
      Steps steps,
      ActorRef<Workers.Command> workers,
      Listing listing,
      QueueSettings settings,
      Clock clock) {}

  /** Told when a job has changed in a way that lists show; may be told twice, and out of order. */
  @FunctionalInterface
  interface Listing {
    void changed(String tenant, JobView job);
  }

  private final ActorContext<JobCommand> context;
  private final TimerScheduler<JobCommand> timers;
  private final EntityContext<JobCommand> entity;
  private final Surroundings surroundings;

  /** Whether this incarnation may work; what the journal says of it was said by an earlier one. */
  private boolean hasWorker;

  private final Set<Step> underWay = new HashSet<>();
  private final List<Waiting> waiting = new ArrayList<>();

  private JobEntity(
      ActorContext<JobCommand> context,
      TimerScheduler<JobCommand> timers,
      EntityContext<JobCommand> entity,
      Surroundings surroundings) {
    super(
        PersistenceId.of(KEY.name(), entity.getEntityId()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.timers = timers;
    this.entity = entity;
    this.surroundings = surroundings;
  }

  static Behavior<JobCommand> create(EntityContext<JobCommand> entity, Surroundings surroundings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new JobEntity(context, timers, entity, surroundings)));
  }

  @Override
  public State emptyState() {
    return new State(Optional.empty(), List.of());
  }

  @Override
  public EventHandler<State, JobEvent> eventHandler() {
    return State::after;
  }

  @Override
  public SignalHandler<State> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  @Override
  public CommandHandler<JobCommand, JobEvent, State> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(JobCommand.Accept.class, this::onAccept)
        .onCommand(JobCommand.Begin.class, this::onBegin)
        .onCommand(JobCommand.StepDone.class, this::onStepDone)
        .onCommand(JobCommand.StepFailed.class, this::onStepFailed)
        .onCommand(JobCommand.Retry.class, this::onRetry)
        .onCommand(JobCommand.Cancel.class, this::onCancel)
        .onCommand(JobCommand.Get.class, this::onGet)
        .onCommand(JobCommand.GetProgress.class, this::onGetProgress)
        .onCommand(JobCommand.AnswerWaiting.class, this::onAnswerWaiting)
        .onCommand(JobCommand.Idle.class, this::onIdle)
        .build();
  }

  private void onRecovered(State state) {
    context.setReceiveTimeout(IDLE, new JobCommand.Idle());
    state.job().filter(job -> !job.ended()).ifPresent(this::askForWorker);
  }

  private Effect<JobEvent, State> onAccept(State state, JobCommand.Accept accept) {
    if (state.job().isEmpty()) {
      return persist(
          state,
          new JobEvent.Accepted(now(), accept.ask()),
          job -> {
            accept.replyTo().tell(reply(Optional.of(job)));
            askForWorker(job);
          });
    }
    // Whoever still thinks that it has to be begun has not heard of its end.
    state.job().filter(Job::ended).ifPresent(this::list);
    accept.replyTo().tell(reply(state.job()));
    return Effect().none();
  }

  private Effect<JobEvent, State> onBegin(State state, JobCommand.Begin begin) {
    Optional<Job> job = state.job().filter(known -> !known.ended());
    if (job.isEmpty()) {
      releaseWorker();
      return Effect().none();
    }
    if (job.get().fruitless() >= surroundings.settings().attempts()) {
      return giveUp(
          state, job.get().lastFailure().orElse("the process ended each time it was tried"));
    }
    hasWorker = true;
    underWay.clear();
    return persist(state, new JobEvent.Started(now(), job.get().attempt() + 1), this::work);
  }

  private Effect<JobEvent, State> onStepDone(State state, JobCommand.StepDone done) {
    if (stale(state, done.attempt()) || !underWay.remove(done.step())) {
      return Effect().none();
    }
    return persist(
        state,
        done.event(),
        job -> {
          if (job.ended()) {
            releaseWorker();
          } else {
            work(job);
          }
        });
  }

  private Effect<JobEvent, State> onStepFailed(State state, JobCommand.StepFailed failed) {
    if (stale(state, failed.attempt())) {
      return Effect().none();
    }
    Job job = state.job().orElseThrow();
    Failure failure = Failure.of(failed.failure());
    context
        .getLog()
        .warn(
            "job {}, attempt {}, {}: {}",
            job.ask().jobId(),
            job.attempt(),
            failed.step(),
            failure.reason(),
            failure.unexpected() ? failed.failure() : null);
    if (job.fruitless() >= Math.min(failure.attempts(), surroundings.settings().attempts())) {
      return giveUp(state, failure.reason());
    }
    releaseWorker();
    Duration delay =
        surroundings.settings().retryDelay().multipliedBy(1L << Math.min(job.fruitless(), 6));
    timers.startSingleTimer(new JobCommand.Retry(), delay);
    return persist(
        state, new JobEvent.AttemptFailed(now(), job.attempt(), failure.reason()), retried -> {});
  }

  private Effect<JobEvent, State> onRetry(State state, JobCommand.Retry retry) {
    state.job().filter(job -> !job.ended()).ifPresent(this::askForWorker);
    return Effect().none();
  }

  private Effect<JobEvent, State> onCancel(State state, JobCommand.Cancel cancel) {
    if (state.job().map(Job::ended).orElse(true)) {
      cancel.replyTo().tell(reply(state.job()));
      return Effect().none();
    }
    releaseWorker();
    return persist(
        state,
        new JobEvent.Cancelled(now(), cancel.subject()),
        job -> cancel.replyTo().tell(reply(Optional.of(job))));
  }

  private Effect<JobEvent, State> onGet(State state, JobCommand.Get get) {
    get.replyTo().tell(reply(state.job()));
    return Effect().none();
  }

  private Effect<JobEvent, State> onGetProgress(State state, JobCommand.GetProgress get) {
    List<Progress> steps = since(state, get.after());
    if (!steps.isEmpty() || ended(state)) {
      get.replyTo().tell(new JobCommand.ProgressReply(steps, ended(state)));
    } else {
      waiting.add(new Waiting(get.after(), get.replyTo()));
      if (!timers.isTimerActive(JobCommand.AnswerWaiting.class)) {
        timers.startSingleTimer(
            JobCommand.AnswerWaiting.class, new JobCommand.AnswerWaiting(), PATIENCE);
      }
    }
    return Effect().none();
  }

  private Effect<JobEvent, State> onAnswerWaiting(State state, JobCommand.AnswerWaiting answer) {
    answerWaiting(state);
    return Effect().none();
  }

  private Effect<JobEvent, State> onIdle(State state, JobCommand.Idle idle) {
    if (state.job().map(Job::ended).orElse(true)) {
      entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
    return Effect().none();
  }

  private Effect<JobEvent, State> giveUp(State state, String reason) {
    releaseWorker();
    return persist(state, new JobEvent.GivenUp(now(), reason), job -> {});
  }

  /** Persists, then tells those who follow the job, then goes on. */
  private Effect<JobEvent, State> persist(State before, JobEvent event, Consumer<Job> then) {
    return Effect()
        .persist(event)
        .thenRun(
            (State state) -> {
              Job job = state.job().orElseThrow();
              if (event instanceof JobEvent.Planned || !status(state).equals(status(before))) {
                list(job);
              }
              answerWaiting(state);
              then.accept(job);
            });
  }

  private void work(Job job) {
    for (Step step : job.wanted(surroundings.settings().sectionsAtOnce())) {
      if (underWay.add(step)) {
        context.pipeToSelf(
            surroundings.steps().run(step, job),
            (event, failure) ->
                failure == null
                    ? new JobCommand.StepDone(job.attempt(), step, event)
                    : new JobCommand.StepFailed(job.attempt(), step, failure));
      }
    }
  }

  private void askForWorker(Job job) {
    surroundings
        .workers()
        .tell(
            new Workers.Request(
                job.ask().tenant(), job.ask().priority(), job.ask().at(), context.getSelf()));
  }

  private void releaseWorker() {
    hasWorker = false;
    underWay.clear();
    surroundings.workers().tell(new Workers.Release(context.getSelf()));
  }

  private boolean stale(State state, int attempt) {
    return !hasWorker || ended(state) || state.job().orElseThrow().attempt() != attempt;
  }

  private void list(Job job) {
    surroundings.listing().changed(job.ask().tenant(), JobViews.of(job, now()));
  }

  private void answerWaiting(State state) {
    for (Waiting who : waiting) {
      who.replyTo().tell(new JobCommand.ProgressReply(since(state, who.after()), ended(state)));
    }
    waiting.clear();
  }

  private JobCommand.Reply reply(Optional<Job> job) {
    return new JobCommand.Reply(job.map(known -> JobViews.of(known, now())));
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  private static List<Progress> since(State state, long after) {
    return state.history().stream().filter(step -> step.id() > after).toList();
  }

  /** A job that does not exist will not go on either. */
  private static boolean ended(State state) {
    return state.job().map(Job::ended).orElse(true);
  }

  private static Optional<JobStatus> status(State state) {
    return state.job().map(job -> job.stage().status());
  }
}
