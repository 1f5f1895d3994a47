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
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.blatam.bul.store.LaneTable;
import io.blatam.bul.store.QueueTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The queue of one tenant: gives its jobs, in order, to whom the coordinator sends, and takes them
 * back from workers that are not heard of. What waits for its first attempt is in the table and
 * only its head in memory ({@link QueueLine}); what was given out is in the journal ({@link
 * Leasing}).
 */
final class TenantQueue extends EventSourcedBehavior<QueueCommand, QueueEvent, QueueState> {

  static final EntityTypeKey<QueueCommand> KEY =
      EntityTypeKey.create(QueueCommand.class, "bul-queue");

  private static final int SNAPSHOT_EVERY = 500;
  private static final Duration IDLE = Duration.ofMinutes(2);

  /**
   * What every queue of a node shares.
   *
   * @param members whether a node, as leases name it, is part of the cluster
   */
  record Surroundings(
      QueueTable table,
      LaneTable lanes,
      ActorRef<DispatchCommand> coordinator,
      BiConsumer<String, JobCommand> jobs,
      Predicate<String> members,
      QueueSettings settings,
      Clock clock) {}

  private final ActorContext<QueueCommand> context;
  private final TimerScheduler<QueueCommand> timers;
  private final EntityContext<QueueCommand> entity;
  private final Surroundings around;
  private final String tenant;
  private final QueueLine line;
  private final QueueMetrics metrics;
  private final QueueSight sight;
  private final Leasing leasing;
  private final Admissions admissions;
  private final Announcements announcements;
  private Instant busy;

  /** When the line was last read from its start, and lost jobs looked for. */
  private Instant checked;

  private Instant searched;

  private TenantQueue(
      ActorContext<QueueCommand> context,
      TimerScheduler<QueueCommand> timers,
      EntityContext<QueueCommand> entity,
      Surroundings around) {
    super(
        PersistenceId.of(KEY.name(), entity.getEntityId()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofSeconds(10), 0.2));
    this.context = context;
    this.timers = timers;
    this.entity = entity;
    this.around = around;
    this.tenant = entity.getEntityId();
    this.metrics = new QueueMetrics(tenant);
    this.line =
        new QueueLine(tenant, context, around.table(), around.lanes(), around.settings().window());
    this.sight = new QueueSight(line, metrics);
    this.admissions =
        new Admissions(around.settings().waitingPerTenant(), around.settings().waiting());
    this.announcements =
        new Announcements(tenant, context.getSelf(), timers, around.coordinator(), line);
    this.leasing =
        new Leasing(
            tenant,
            context,
            Effect(),
            line,
            metrics,
            announcements,
            new Heard(around.settings().lease(), around.members()),
            around.clock());

    this.busy = now();
    this.checked = now();
    this.searched = Instant.EPOCH;
  }

  static Behavior<QueueCommand> create(EntityContext<QueueCommand> entity, Surroundings around) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new TenantQueue(context, timers, entity, around)));
  }

  @Override
  public QueueState emptyState() {
    return QueueState.EMPTY;
  }

  @Override
  public EventHandler<QueueState, QueueEvent> eventHandler() {
    return QueueState::after;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 1).withDeleteEventsOnSnapshot();
  }

  @Override
  public SignalHandler<QueueState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  @Override
  public CommandHandler<QueueCommand, QueueEvent, QueueState> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(QueueCommand.Offer.class, this::onOffer)
        .onCommand(QueueCommand.Grant.class, leasing::room)
        .onCommand(QueueCommand.Over.class, leasing::over)
        .onCommand(QueueCommand.Settle.class, this::onSettle)
        .onCommand(QueueCommand.Beat.class, leasing::beat)
        .onCommand(QueueCommand.Admit.class, this::onAdmit)
        .onCommand(QueueCommand.Announce.class, this::onAnnounce)
        .onCommand(QueueCommand.Loaded.class, this::onLoaded)
        .onCommand(QueueCommand.Hidden.class, this::onHidden)
        .onCommand(QueueCommand.Strays.class, this::onStrays)
        .onCommand(QueueCommand.NotNow.class, this::onNotNow)
        .onCommand(QueueCommand.Others.class, this::onOthers)
        .onCommand(QueueCommand.Pause.class, this::onPause)
        .onCommand(QueueCommand.Look.class, this::onLook)
        .onCommand(QueueCommand.Find.class, this::onFind)
        .onCommand(QueueCommand.Wake.class, (state, wake) -> woken())
        .onCommand(QueueCommand.Tick.class, this::onTick)
        .build();
  }

  /**
   * Also after the journal failed: what was on its way then is lost, and this object is not new.
   */
  private void onRecovered(QueueState state) {
    announcements.reset();
    leasing.recovered(state);
    timers.startTimerWithFixedDelay(new QueueCommand.Tick(), around.settings().heartbeat());
    line.readAgain();
    announcements.soon();
    // What was leased to this node's process of before need not wait for silence.
    context.getSelf().tell(new QueueCommand.Tick());
  }

  private Effect<QueueEvent, QueueState> woken() {
    line.readIfEmpty();
    if (searched.plus(around.settings().recount()).isBefore(now())) {
      searched = now();
      line.readStrays();
    }
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onOffer(QueueState state, QueueCommand.Offer offer) {
    busy = now();
    if (!state.knows(offer.entry().jobId())) {
      line.offer(offer.entry());
      announcements.soon();
    }
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onSettle(QueueState state, QueueCommand.Settle settle) {
    busy = now();
    return leasing.settle(state);
  }

  private Effect<QueueEvent, QueueState> onAdmit(QueueState state, QueueCommand.Admit admit) {
    busy = now();
    admissions.ask(admit.replyTo(), unfinished(state));
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onOthers(QueueState state, QueueCommand.Others said) {
    admissions.others(said.unfinished(), unfinished(state));
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onAnnounce(
      QueueState state, QueueCommand.Announce announce) {
    announcements.say(state, unfinished(state), now());
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onLoaded(QueueState state, QueueCommand.Loaded loaded) {
    if (line.loaded(loaded, state::knows)) {
      announcements.soon();
    }
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onHidden(QueueState state, QueueCommand.Hidden hidden) {
    line.seen(hidden, state::knows);
    announcements.soon();
    return Effect().none();
  }

  /** Told to say where they stand: whoever waits puts itself in line again. */
  private Effect<QueueEvent, QueueState> onStrays(QueueState state, QueueCommand.Strays strays) {
    strays.jobIds().stream()
        .filter(job -> !state.knows(job))
        .forEach(job -> around.jobs().accept(job, new JobCommand.Report()));
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onNotNow(QueueState state, QueueCommand.NotNow notNow) {
    line.failed();
    context
        .getLog()
        .warn(
            "queue of {}: {} can not be read, trying again: {}",
            tenant,
            notNow.what(),
            notNow.failure().getMessage());
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onPause(QueueState state, QueueCommand.Pause pause) {
    busy = now();
    if (pause.paused() == state.pause().isPresent()) {
      pause.replyTo().tell(sight.depth(state));
      return Effect().none();
    }
    return Effect()
        .persist(
            pause.paused()
                ? new QueueEvent.Paused(now(), pause.by())
                : new QueueEvent.Resumed(now(), pause.by()))
        .thenRun(
            (QueueState after) -> {
              pause.replyTo().tell(sight.depth(after));
              announcements.soon();
            });
  }

  private Effect<QueueEvent, QueueState> onLook(QueueState state, QueueCommand.Look look) {
    look.replyTo().tell(sight.depth(state));
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onFind(QueueState state, QueueCommand.Find find) {
    find.replyTo().tell(sight.place(find.jobId(), state));
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onTick(QueueState state, QueueCommand.Tick tick) {
    metrics.holds(sight.waiting(state), line.window().head(1), state, now());
    if (state.leases().isEmpty() && unfinished(state) == 0) {
      if (busy.plus(IDLE).isBefore(now())) {
        entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()));
      }
      line.readOn();
      return Effect().none();
    }
    if (checked.plus(around.settings().recount()).isBefore(now())) {
      checked = now();
      line.readAgain();
    }
    line.readOn();
    return leasing.takeBack(state);
  }

  private long unfinished(QueueState state) {
    return line.count() + state.returned().size() + state.leases().size();
  }

  private Instant now() {
    return around.clock().instant();
  }
}
