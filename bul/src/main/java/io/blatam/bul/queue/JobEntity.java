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
import akka.persistence.typed.SnapshotSelectionCriteria;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.SignalHandler;
import io.blatam.bul.api.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One job, the only writer of its life. Keeps order and attempts; the work itself is done by the
 * {@link Workers} of some node, and comes back as an event to persist. What an attempt that is over
 * says is dropped, so each file and each end appears once.
 *
 * <p>A job never runs on its own account: a worker brings it a lease of its {@link TenantQueue},
 * again and again while it lasts, and so a job that was moved or lost a message goes on.
 */
final class JobEntity extends EventSourcedBehavior<JobCommand, JobEvent, JobState> {

  static final EntityTypeKey<JobCommand> KEY = EntityTypeKey.create(JobCommand.class, "bul-job");

  private static final Duration IDLE = Duration.ofMinutes(2);

  private final ActorContext<JobCommand> context;
  private final TimerScheduler<JobCommand> timers;
  private final EntityContext<JobCommand> entity;
  private final JobSurroundings surroundings;
  private final Listeners listeners;
  private final Assignment assignment;

  private JobEntity(
      ActorContext<JobCommand> context,
      TimerScheduler<JobCommand> timers,
      EntityContext<JobCommand> entity,
      JobSurroundings surroundings) {
    super(
        PersistenceId.of(KEY.name(), entity.getEntityId()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.timers = timers;
    this.entity = entity;
    this.surroundings = surroundings;
    this.listeners = new Listeners(timers);
    this.assignment = new Assignment(context.getSelf());
  }

  /** What the journal calls a job. */
  static String persistenceId(String jobId) {
    return PersistenceId.of(KEY.name(), jobId).id();
  }

  static Behavior<JobCommand> create(
      EntityContext<JobCommand> entity, JobSurroundings surroundings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new JobEntity(context, timers, entity, surroundings)));
  }

  @Override
  public JobState emptyState() {
    return JobState.NONE;
  }

  @Override
  public EventHandler<JobState, JobEvent> eventHandler() {
    return JobState::after;
  }

  /** Jobs make none. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public SignalHandler<JobState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  @Override
  public CommandHandler<JobCommand, JobEvent, JobState> commandHandler() {
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
  private void onRecovered(JobState state) {
    assignment.nobodys();
    context.setReceiveTimeout(IDLE, new JobCommand.Idle());
    state.job().filter(Job::running).ifPresent(this::watchTheClock);
  }

  private Effect<JobEvent, JobState> onAccept(JobState state, JobCommand.Accept accept) {
    if (state.job().isEmpty()) {
      return persist(
          state,
          List.of(new JobEvent.Accepted(now(), accept.ask())),
          job -> accept.replyTo().tell(reply(Optional.of(job))));
    }
    accept.replyTo().tell(reply(state.job()));
    return Effect().none();
  }

  private Effect<JobEvent, JobState> onBegin(JobState state, JobCommand.Begin begin) {
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
      assignment.still(begin.worker(), begin.underWay());
      work(job);
      return Effect().none();
    }
    if (job.ended() || job.hold().isPresent() || begin.lease() <= job.lease()) {
      surroundings.sayWhereItStands(job, begin.lease());
      begin.worker().tell(new WorkerCommand.Release(job.ask().jobId(), begin.lease()));
      return Effect().none();
    }
    if (job.fruitless() >= surroundings.retry(job).attempts()) {
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

  private void startedBy(ActorRef<WorkerCommand> by, Job job) {
    assignment.to(by);
    watchTheClock(job);
    work(job);
  }

  private void watchTheClock(Job job) {
    timers.startSingleTimer(
        JobCommand.Overdue.class,
        new JobCommand.Overdue(job.attempt()),
        surroundings.retry(job).maxRun());
  }

  private Effect<JobEvent, JobState> onStepDone(JobState state, JobCommand.StepDone done) {
    if (state.isOver(done.attempt()) || !state.job().orElseThrow().wants(done.step())) {
      return Effect().none();
    }
    assignment.done(done.step());
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

  private Effect<JobEvent, JobState> onStepFailed(JobState state, JobCommand.StepFailed failed) {
    return state.isOver(failed.attempt())
        ? Effect().none()
        : attemptFailed(state, failed.failure());
  }

  private Effect<JobEvent, JobState> onOverdue(JobState state, JobCommand.Overdue overdue) {
    if (state.isOver(overdue.attempt())) {
      return Effect().none();
    }
    long seconds = surroundings.retry(state.job().orElseThrow()).maxRun().toSeconds();
    return attemptFailed(
        state, new Failure("it took longer than " + seconds + " s", Integer.MAX_VALUE, false));
  }

  private Effect<JobEvent, JobState> attemptFailed(JobState state, Failure failure) {
    Job job = state.job().orElseThrow();
    RetryPolicy retry = surroundings.retry(job);
    if (job.fruitless() >= Math.min(failure.attempts(), retry.attempts())) {
      return giveUp(state, job.lease(), failure.reason());
    }
    Duration wait = retry.backoff(job.fruitless(), surroundings.random().getAsDouble());
    return persist(
        state,
        List.of(new JobEvent.AttemptFailed(now(), job.attempt(), failure.reason())),
        failed -> over(failed, failed.lease(), QueueCommand.Outcome.RETRY, now().plus(wait)));
  }

  private Effect<JobEvent, JobState> giveUp(JobState state, long lease, String reason) {
    return persist(
        state,
        List.of(new JobEvent.GivenUp(now(), reason)),
        job -> over(job, lease, QueueCommand.Outcome.FAILED, now()));
  }

  private Effect<JobEvent, JobState> onCancel(JobState state, JobCommand.Cancel cancel) {
    if (state.ended()) {
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

  private Effect<JobEvent, JobState> onReplay(JobState state, JobCommand.Replay replay) {
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

  private Effect<JobEvent, JobState> onGetPlan(JobState state, JobCommand.GetPlan get) {
    get.replyTo()
        .tell(
            new JobCommand.Plan(
                state.job().flatMap(Job::planned),
                state.job().flatMap(Job::hold),
                state.job().map(Job::ask),
                state.status().orElse(JobStatus.QUEUED)));
    return Effect().none();
  }

  private Effect<JobEvent, JobState> onGetWork(JobState state, JobCommand.GetWork get) {
    get.replyTo()
        .tell(
            new JobCommand.Work(
                state.job().map(Job::ask),
                state.job().flatMap(Job::planned),
                state.job().map(job -> List.copyOf(job.sections().values())).orElse(List.of()),
                state.job().flatMap(Job::manuscript),
                state.status().orElse(JobStatus.QUEUED)));
    return Effect().none();
  }

  private Effect<JobEvent, JobState> onSettleOutline(
      JobState state, JobCommand.SettleOutline settle) {
    return goOn(
        state,
        Hold.OUTLINE,
        new JobEvent.OutlineSettled(now(), settle.subject(), settle.sections()),
        settle.replyTo());
  }

  private Effect<JobEvent, JobState> onAnswer(JobState state, JobCommand.Answer answer) {
    return goOn(
        state,
        Hold.QUESTION,
        new JobEvent.Answered(now(), answer.subject(), answer.ask()),
        answer.replyTo());
  }

  /** What a person was to say has been said. Saying it again repairs a line that was missed. */
  private Effect<JobEvent, JobState> goOn(
      JobState state, Hold hold, JobEvent said, ActorRef<JobCommand.Reply> replyTo) {
    if (!state.job().flatMap(Job::hold).equals(Optional.of(hold))) {
      state.job().filter(Job::waits).ifPresent(surroundings.listing()::waits);
      replyTo.tell(reply(state.job()));
      return Effect().none();
    }
    return persist(state, List.of(said), job -> putInLine(job, replyTo));
  }

  private Effect<JobEvent, JobState> onReport(JobState state, JobCommand.Report report) {
    state
        .job()
        .ifPresent(
            job -> {
              if (job.waits()) {
                surroundings.listing().waits(job);
              } else {
                surroundings.sayWhereItStands(job, job.lease());
              }
            });
    return Effect().none();
  }

  private Effect<JobEvent, JobState> onGet(JobState state, JobCommand.Get get) {
    get.replyTo().tell(reply(state.job()));
    return Effect().none();
  }

  private Effect<JobEvent, JobState> onGetProgress(JobState state, JobCommand.GetProgress get) {
    listeners.add(get, state.history(), state.ended());
    return Effect().none();
  }

  private Effect<JobEvent, JobState> onAnswerWaiting(
      JobState state, JobCommand.AnswerWaiting answer) {
    listeners.answer(state.history(), state.ended());
    return Effect().none();
  }

  private Effect<JobEvent, JobState> onIdle(JobState state, JobCommand.Idle idle) {
    if (!state.running()) {
      entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
    return Effect().none();
  }

  /** Persists, then tells those who follow the job, then goes on. */
  private Effect<JobEvent, JobState> persist(
      JobState before, List<JobEvent> events, Consumer<Job> then) {
    return Effect()
        .persist(events)
        .thenRun(
            (JobState state) -> {
              Job job = state.job().orElseThrow();
              if (events.stream().anyMatch(JobEvent.Planned.class::isInstance)
                  || !state.status().equals(before.status())) {
                surroundings.listing().changed(job);
              }
              listeners.answer(state.history(), state.ended());
              then.accept(job);
            });
  }

  private void work(Job job) {
    assignment.ask(job, surroundings.settings().sectionsAtOnce());
  }

  /** Frees the worker, and tells the queue. */
  private void over(Job job, long lease, QueueCommand.Outcome outcome, Instant notBefore) {
    timers.cancel(JobCommand.Overdue.class);
    assignment.release(job);
    surroundings.tellQueue(job, lease, outcome, notBefore);
  }

  private JobCommand.Reply reply(Optional<Job> job) {
    return new JobCommand.Reply(job.map(known -> JobViews.of(known, now())));
  }

  private Instant now() {
    return surroundings.now();
  }
}
