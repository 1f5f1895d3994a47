package io.blatam.bul.queue;

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
import java.util.List;

/**
 * One job, the only writer of its life. Keeps order and attempts; the work itself is done by the
 * {@link Workers} of some node, and comes back as an event to persist. What workers say is in
 * {@link JobAttempts}, what people say in {@link JobOrders}, and what anybody may ask here.
 *
 * <p>A job never runs on its own account: a worker brings it a lease of its {@link TenantQueue},
 * again and again while it lasts, and so a job that was moved or lost a message goes on.
 */
final class JobEntity extends EventSourcedBehavior<JobCommand, JobEvent, JobState> {

  static final EntityTypeKey<JobCommand> KEY = EntityTypeKey.create(JobCommand.class, "bul-job");

  private static final Duration IDLE = Duration.ofMinutes(2);

  private final ActorContext<JobCommand> context;
  private final EntityContext<JobCommand> entity;
  private final JobSurroundings surroundings;
  private final Listeners listeners;
  private final JobAttempts attempts;
  private final JobOrders orders;

  private JobEntity(
      ActorContext<JobCommand> context,
      TimerScheduler<JobCommand> timers,
      EntityContext<JobCommand> entity,
      JobSurroundings surroundings) {
    super(
        PersistenceId.of(KEY.name(), entity.getEntityId()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.entity = entity;
    this.surroundings = surroundings;
    this.listeners = new Listeners(timers);
    JobJournal journal = new JobJournal(Effect(), surroundings.listing(), listeners);
    this.attempts = new JobAttempts(context.getSelf(), timers, surroundings, journal);
    this.orders = new JobOrders(surroundings, journal, attempts);
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
        .onCommand(JobCommand.Accept.class, orders::accept)
        .onCommand(JobCommand.Begin.class, attempts::begin)
        .onCommand(JobCommand.StepDone.class, attempts::stepDone)
        .onCommand(JobCommand.StepFailed.class, attempts::stepFailed)
        .onCommand(JobCommand.Overdue.class, attempts::overdue)
        .onCommand(JobCommand.Cancel.class, orders::cancel)
        .onCommand(JobCommand.Replay.class, orders::replay)
        .onCommand(JobCommand.GetPlan.class, this::onGetPlan)
        .onCommand(JobCommand.GetWork.class, this::onGetWork)
        .onCommand(JobCommand.SettleOutline.class, orders::settleOutline)
        .onCommand(JobCommand.Answer.class, orders::answer)
        .onCommand(JobCommand.Report.class, this::onReport)
        .onCommand(JobCommand.Get.class, this::onGet)
        .onCommand(JobCommand.GetProgress.class, this::onGetProgress)
        .onCommand(JobCommand.AnswerWaiting.class, this::onAnswerWaiting)
        .onCommand(JobCommand.Idle.class, this::onIdle)
        .build();
  }

  /** Also after the journal failed, when this object is not new. */
  private void onRecovered(JobState state) {
    attempts.recovered(state);
    context.setReceiveTimeout(IDLE, new JobCommand.Idle());
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
    get.replyTo().tell(surroundings.reply(state.job()));
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
}
