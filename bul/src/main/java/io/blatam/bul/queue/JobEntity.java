package io.blatam.bul.queue;

import akka.Done;
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
import io.blatam.bul.api.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * One job, the only writer of its life. Keeps order and attempts; the work itself is done by the
 * {@link Workers} of some node, and comes back as an event to persist. What an attempt that is over
 * says is dropped, so each file and each end appears once.
 *
 * <p>A job never runs on its own account: a worker brings it a lease of its {@link TenantQueue},
 * again and again while it lasts, and so a job that was moved or lost a message goes on.
 */
final class JobEntity extends EventSourcedBehavior<JobCommand, JobEvent, JobEntity.State> {

  static final EntityTypeKey<JobCommand> KEY = EntityTypeKey.create(JobCommand.class, "bul-job");

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

  /**
   * What every job of a node shares.
   *
   * @param queues tells a tenant's queue
   * @param random uniform in [0, 1)
   */
  record Surroundings(
      BiConsumer<String, QueueCommand> queues,
      Listing listing,
      QueueSettings settings,
      Clock clock,
      DoubleSupplier random) {}

  /** Where jobs are seen by others; may be told twice, and out of order. */
  interface Listing {

    /** A job has changed in a way that lists show. */
    void changed(Job job);

    /** A job waits, and its queue may not know. */
    CompletionStage<Done> waits(Job job);
  }

  private final ActorContext<JobCommand> context;
  private final TimerScheduler<JobCommand> timers;
  private final EntityContext<JobCommand> entity;
  private final Surroundings surroundings;
  private final Listeners listeners;

  /** Who has the lease of the present attempt, once they have said so to this incarnation. */
  private Optional<ActorRef<WorkerCommand>> worker = Optional.empty();

  private final Set<Step> asked = new HashSet<>();

  /** What was asked for and not under way, the last time the worker said what is. */
  private final Set<Step> missing = new HashSet<>();

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
    this.listeners = new Listeners(timers);
  }

  /** What the journal calls a job. */
  static String persistenceId(String jobId) {
    return PersistenceId.of(KEY.name(), jobId).id();
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
        .onCommand(JobCommand.Overdue.class, this::onOverdue)
        .onCommand(JobCommand.Cancel.class, this::onCancel)
        .onCommand(JobCommand.Replay.class, this::onReplay)
        .onCommand(JobCommand.GetPlan.class, this::onGetPlan)
        .onCommand(JobCommand.GetWork.class, this::onGetWork)
        .onCommand(JobCommand.SettleOutline.class, this::onSettleOutline)
        .onCommand(JobCommand.Answer.class, this::onAnswer)
        .onCommand(JobCommand.Report.class, this::onReport)
        .onCommand(JobCommand.Get.class, this::onGet)
        .onCommand(JobCommand.GetProgress.class, this::onGetProgress)
        .onCommand(JobCommand.AnswerWaiting.class, this::onAnswerWaiting)
        .onCommand(JobCommand.Idle.class, this::onIdle)
        .build();
  }

  /** Also after the journal failed, when this object is not new. */
  private void onRecovered(State state) {
    worker = Optional.empty();
    asked.clear();
    missing.clear();
    context.setReceiveTimeout(IDLE, new JobCommand.Idle());
    state.job().filter(Job::running).ifPresent(this::watchTheClock);
  }

  private Effect<JobEvent, State> onAccept(State state, JobCommand.Accept accept) {
    if (state.job().isEmpty()) {
      return persist(
          state,
          List.of(new JobEvent.Accepted(now(), accept.ask())),
          job -> accept.replyTo().tell(reply(Optional.of(job))));
    }
    accept.replyTo().tell(reply(state.job()));
    return Effect().none();
  }

  private Effect<JobEvent, State> onBegin(State state, JobCommand.Begin begin) {
    if (state.job().isEmpty()) {
      return persist(
          state,
          List.of(
              new JobEvent.Accepted(now(), begin.ask()),
              new JobEvent.Started(now(), 1, begin.lease())),
          job -> startedBy(begin.worker(), job));
    }
    Job job = state.job().get();
    if (job.running() && job.lease() == begin.lease()) {
      if (!worker.equals(Optional.of(begin.worker()))) {
        worker = Optional.of(begin.worker());
        asked.clear();
        asked.addAll(begin.underWay());
      }
      askAgain(begin.underWay());
      work(job);
      return Effect().none();
    }
    if (job.ended() || job.hold().isPresent() || begin.lease() <= job.lease()) {
      sayWhereItStands(job, begin.lease());
      begin.worker().tell(new WorkerCommand.Release(job.ask().jobId(), begin.lease()));
      return Effect().none();
    }
    if (job.fruitless() >= retry(job).attempts()) {
      begin.worker().tell(new WorkerCommand.Release(job.ask().jobId(), begin.lease()));
      return giveUp(
          state,
          begin.lease(),
          job.lastFailure().orElse("the process ended each time it was tried"));
    }
    return persist(
        state,
        List.of(new JobEvent.Started(now(), job.attempt() + 1, begin.lease())),
        started -> startedBy(begin.worker(), started));
  }

  /**
   * What was asked for and is not under way was lost on the way, or is on its way: the latter can
   * not be so twice in a row.
   */
  private void askAgain(Set<Step> underWay) {
    Set<Step> notUnderWay = new HashSet<>(asked);
    notUnderWay.removeAll(underWay);
    missing.retainAll(notUnderWay);
    asked.removeAll(missing);
    missing.clear();
    missing.addAll(notUnderWay);
  }

  private void startedBy(ActorRef<WorkerCommand> by, Job job) {
    worker = Optional.of(by);
    asked.clear();
    watchTheClock(job);
    work(job);
  }

  private void watchTheClock(Job job) {
    timers.startSingleTimer(
        JobCommand.Overdue.class, new JobCommand.Overdue(job.attempt()), retry(job).maxRun());
  }

  private Effect<JobEvent, State> onStepDone(State state, JobCommand.StepDone done) {
    if (stale(state, done.attempt()) || !state.job().orElseThrow().wants(done.step())) {
      return Effect().none();
    }
    asked.remove(done.step());
    List<JobEvent> events = new ArrayList<>(List.of(done.event()));
    if (done.event() instanceof JobEvent.Planned planned) {
      state
          .job()
          .orElseThrow()
          .holdFor(planned.planned())
          .ifPresent(hold -> events.add(new JobEvent.Held(now(), hold)));
    }
    return persist(
        state,
        events,
        job -> {
          if (job.running()) {
            work(job);
          } else {
            over(
                job,
                job.lease(),
                job.ended() ? QueueCommand.Outcome.DONE : QueueCommand.Outcome.HELD,
                now());
          }
        });
  }

  private Effect<JobEvent, State> onStepFailed(State state, JobCommand.StepFailed failed) {
    return stale(state, failed.attempt())
        ? Effect().none()
        : attemptFailed(state, failed.failure());
  }

  private Effect<JobEvent, State> onOverdue(State state, JobCommand.Overdue overdue) {
    if (stale(state, overdue.attempt())) {
      return Effect().none();
    }
    long seconds = retry(state.job().orElseThrow()).maxRun().toSeconds();
    return attemptFailed(
        state, new Failure("it took longer than " + seconds + " s", Integer.MAX_VALUE, false));
  }

  private Effect<JobEvent, State> attemptFailed(State state, Failure failure) {
    Job job = state.job().orElseThrow();
    RetryPolicy retry = retry(job);
    if (job.fruitless() >= Math.min(failure.attempts(), retry.attempts())) {
      return giveUp(state, job.lease(), failure.reason());
    }
    Duration wait = retry.backoff(job.fruitless(), surroundings.random().getAsDouble());
    return persist(
        state,
        List.of(new JobEvent.AttemptFailed(now(), job.attempt(), failure.reason())),
        failed -> over(failed, failed.lease(), QueueCommand.Outcome.RETRY, now().plus(wait)));
  }

  private Effect<JobEvent, State> giveUp(State state, long lease, String reason) {
    return persist(
        state,
        List.of(new JobEvent.GivenUp(now(), reason)),
        job -> over(job, lease, QueueCommand.Outcome.FAILED, now()));
  }

  private Effect<JobEvent, State> onCancel(State state, JobCommand.Cancel cancel) {
    if (ended(state)) {
      cancel.replyTo().tell(reply(state.job()));
      return Effect().none();
    }
    return persist(
        state,
        List.of(new JobEvent.Cancelled(now(), cancel.subject())),
        job -> {
          over(job, job.lease(), QueueCommand.Outcome.CANCELLED, now());
          cancel.replyTo().tell(reply(Optional.of(job)));
        });
  }

  private Effect<JobEvent, State> onReplay(State state, JobCommand.Replay replay) {
    Optional<Job> failed = state.job().filter(job -> job.stage() instanceof Stage.Failed);
    if (failed.isEmpty()) {
      state.job().filter(Job::waits).ifPresent(surroundings.listing()::waits);
      replay.replyTo().tell(reply(state.job()));
      return Effect().none();
    }
    return persist(
        state,
        List.of(new JobEvent.Replayed(now(), replay.subject())),
        job -> putInLine(job, replay.replyTo()));
  }

  /** Answers when the job is in line; if that fails nobody answers, and asking again repairs it. */
  private void putInLine(Job job, ActorRef<JobCommand.Reply> replyTo) {
    JobCommand.Reply reply = reply(Optional.of(job));
    surroundings.listing().waits(job).thenRun(() -> replyTo.tell(reply));
  }

  private Effect<JobEvent, State> onGetPlan(State state, JobCommand.GetPlan get) {
    get.replyTo()
        .tell(
            new JobCommand.Plan(
                state.job().flatMap(Job::planned),
                state.job().flatMap(Job::hold),
                state.job().map(Job::ask),
                status(state).orElse(JobStatus.QUEUED)));
    return Effect().none();
  }

  private Effect<JobEvent, State> onGetWork(State state, JobCommand.GetWork get) {
    get.replyTo()
        .tell(
            new JobCommand.Work(
                state.job().map(Job::ask),
                state.job().flatMap(Job::planned),
                state.job().map(job -> List.copyOf(job.sections().values())).orElse(List.of()),
                state.job().flatMap(Job::manuscript),
                status(state).orElse(JobStatus.QUEUED)));
    return Effect().none();
  }

  private Effect<JobEvent, State> onSettleOutline(State state, JobCommand.SettleOutline settle) {
    return goOn(
        state,
        Hold.OUTLINE,
        new JobEvent.OutlineSettled(now(), settle.subject(), settle.sections()),
        settle.replyTo());
  }

  private Effect<JobEvent, State> onAnswer(State state, JobCommand.Answer answer) {
    return goOn(
        state,
        Hold.QUESTION,
        new JobEvent.Answered(now(), answer.subject(), answer.ask()),
        answer.replyTo());
  }

  /** What a person was to say has been said. Saying it again repairs a line that was missed. */
  private Effect<JobEvent, State> goOn(
      State state, Hold hold, JobEvent said, ActorRef<JobCommand.Reply> replyTo) {
    if (!state.job().flatMap(Job::hold).equals(Optional.of(hold))) {
      state.job().filter(Job::waits).ifPresent(surroundings.listing()::waits);
      replyTo.tell(reply(state.job()));
      return Effect().none();
    }
    return persist(state, List.of(said), job -> putInLine(job, replyTo));
  }

  private Effect<JobEvent, State> onReport(State state, JobCommand.Report report) {
    state
        .job()
        .ifPresent(
            job -> {
              if (job.waits()) {
                surroundings.listing().waits(job);
              } else {
                sayWhereItStands(job, job.lease());
              }
            });
    return Effect().none();
  }

  /** To those who think that it stands elsewhere. */
  private void sayWhereItStands(Job job, long lease) {
    if (job.ended()) {
      list(job);
      tellQueue(job, lease, QueueCommand.Outcome.DONE, now());
    } else if (job.hold().isPresent()) {
      list(job);
      tellQueue(job, lease, QueueCommand.Outcome.HELD, now());
    } else if (job.waits()) {
      tellQueue(job, lease, QueueCommand.Outcome.RETRY, now());
    }
  }

  private Effect<JobEvent, State> onGet(State state, JobCommand.Get get) {
    get.replyTo().tell(reply(state.job()));
    return Effect().none();
  }

  private Effect<JobEvent, State> onGetProgress(State state, JobCommand.GetProgress get) {
    listeners.add(get, state.history(), ended(state));
    return Effect().none();
  }

  private Effect<JobEvent, State> onAnswerWaiting(State state, JobCommand.AnswerWaiting answer) {
    listeners.answer(state.history(), ended(state));
    return Effect().none();
  }

  private Effect<JobEvent, State> onIdle(State state, JobCommand.Idle idle) {
    if (!state.job().map(Job::running).orElse(false)) {
      entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
    return Effect().none();
  }

  /** Persists, then tells those who follow the job, then goes on. */
  private Effect<JobEvent, State> persist(State before, List<JobEvent> events, Consumer<Job> then) {
    return Effect()
        .persist(events)
        .thenRun(
            (State state) -> {
              Job job = state.job().orElseThrow();
              if (events.stream().anyMatch(JobEvent.Planned.class::isInstance)
                  || !status(state).equals(status(before))) {
                list(job);
              }
              listeners.answer(state.history(), ended(state));
              then.accept(job);
            });
  }

  private void work(Job job) {
    worker.ifPresent(
        by -> {
          for (Step step : job.wanted(surroundings.settings().sectionsAtOnce())) {
            if (asked.add(step)) {
              by.tell(
                  new WorkerCommand.Do(
                      job.ask().jobId(),
                      job.lease(),
                      job.attempt(),
                      step,
                      Material.of(job, step),
                      context.getSelf()));
            }
          }
        });
  }

  /** Frees the worker, and tells the queue. */
  private void over(Job job, long lease, QueueCommand.Outcome outcome, Instant notBefore) {
    timers.cancel(JobCommand.Overdue.class);
    worker.ifPresent(by -> by.tell(new WorkerCommand.Release(job.ask().jobId(), job.lease())));
    worker = Optional.empty();
    asked.clear();
    tellQueue(job, lease, outcome, notBefore);
  }

  private void tellQueue(Job job, long lease, QueueCommand.Outcome outcome, Instant notBefore) {
    surroundings
        .queues()
        .accept(
            job.ask().tenant(),
            new QueueCommand.Over(job.ask().jobId(), lease, outcome, notBefore));
  }

  /** Whether an attempt is over. */
  private static boolean stale(State state, int attempt) {
    return state.job().map(job -> !job.running() || job.attempt() != attempt).orElse(true);
  }

  private RetryPolicy retry(Job job) {
    return surroundings.settings().retry(job.ask().documentType());
  }

  private void list(Job job) {
    surroundings.listing().changed(job);
  }

  private JobCommand.Reply reply(Optional<Job> job) {
    return new JobCommand.Reply(job.map(known -> JobViews.of(known, now())));
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  /** A job that does not exist will not go on either. */
  private static boolean ended(State state) {
    return state.job().map(Job::ended).orElse(true);
  }

  private static Optional<JobStatus> status(State state) {
    return state.job().map(job -> job.stage().status());
  }
}
