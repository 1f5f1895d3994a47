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
import io.blatam.bul.store.QueueTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The queue of one tenant: gives its jobs, in order, to whom the coordinator sends, and takes them
 * back from workers that are not heard of. What waits for its first attempt is in the table and
 * only its head in memory ({@link QueueLine}); what was given out is in the journal.
 */
final class TenantQueue extends EventSourcedBehavior<QueueCommand, QueueEvent, QueueState> {

  static final EntityTypeKey<QueueCommand> KEY =
      EntityTypeKey.create(QueueCommand.class, "bul-queue");

  /** Lanes that the coordinator is told of at once; more than a cluster's workers take at once. */
  private static final int SHOWN = 64;

  private static final int SNAPSHOT_EVERY = 500;
  private static final Duration IDLE = Duration.ofMinutes(2);

  /**
   * What every queue of a node shares.
   *
   * @param members whether a node, as leases name it, is part of the cluster
   */
  record Surroundings(
      QueueTable table,
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

  /** When something was last heard of a leased job's worker. */
  private final Map<String, Instant> heard = new HashMap<>();

  private final Map<String, QueueCommand.Over> over = new HashMap<>();
  private boolean announcing;

  /** Unfinished jobs of the other tenants, once the coordinator has said so. */
  private Optional<Long> others = Optional.empty();

  private final List<ActorRef<QueueCommand.Room>> unanswered = new ArrayList<>();
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
    this.line = new QueueLine(tenant, context, around.table(), around.settings().window());
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
        .onCommand(QueueCommand.Grant.class, this::onGrant)
        .onCommand(QueueCommand.Over.class, this::onOver)
        .onCommand(QueueCommand.Settle.class, this::onSettle)
        .onCommand(QueueCommand.Beat.class, this::onBeat)
        .onCommand(QueueCommand.Admit.class, this::onAdmit)
        .onCommand(QueueCommand.Announce.class, this::onAnnounce)
        .onCommand(QueueCommand.Loaded.class, this::onLoaded)
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
    announcing = false;
    over.clear();
    heard.clear();
    state.leases().keySet().forEach(job -> heard.put(job, now()));
    timers.startTimerWithFixedDelay(new QueueCommand.Tick(), around.settings().heartbeat());
    line.readAgain();
    announce();
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
      announce();
    }
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onGrant(QueueState state, QueueCommand.Grant grant) {
    List<Lease> leases = new ArrayList<>();
    if (state.pause().isEmpty()) {
      QueueChoice choice = new QueueChoice(state, line.window(), around.settings().window(), now());
      for (Lane lane : grant.lanes()) {
        choice
            .next(lane)
            .ifPresent(
                entry ->
                    leases.add(
                        new Lease(
                            state.lastLease() + leases.size() + 1, entry, grant.node(), now())));
      }
    }
    if (leases.isEmpty()) {
      grant.replyTo().tell(new DispatchCommand.Granted(grant.number(), List.of()));
      announce();
      return Effect().none();
    }
    return Effect()
        .persist(new QueueEvent.Leased(leases))
        .thenRun((QueueState after) -> given(state, leases, grant));
  }

  /** The coordinator is told first: a job may be over before it would hear of it otherwise. */
  private void given(QueueState before, List<Lease> leases, QueueCommand.Grant grant) {
    grant
        .replyTo()
        .tell(
            new DispatchCommand.Granted(
                grant.number(),
                leases.stream()
                    .map(Lease::entry)
                    .map(entry -> new FairShare.Running(tenant, entry.jobId(), entry.lane()))
                    .toList()));
    for (Lease lease : leases) {
      Entry entry = lease.entry();
      boolean first = !before.returned().containsKey(entry.jobId());
      if (first) {
        line.taken(entry);
      }
      metrics.leased(lease, first);
      heard.put(entry.jobId(), now());
      grant
          .worker()
          .tell(new WorkerCommand.Run(tenant, entry.lane(), entry.jobId(), lease.number()));
    }
    busy = now();
    announce();
  }

  /** Gathered, so that what ends while the journal writes is written together. */
  private Effect<QueueEvent, QueueState> onOver(QueueState state, QueueCommand.Over said) {
    if (over.isEmpty()) {
      context.getSelf().tell(new QueueCommand.Settle());
    }
    over.put(said.jobId(), said);
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onSettle(QueueState state, QueueCommand.Settle settle) {
    List<String> settled = new ArrayList<>();
    List<QueueEvent> events = new ArrayList<>();
    for (QueueCommand.Over said : over.values()) {
      boolean current = state.isCurrent(said.jobId(), said.lease());
      if (current) {
        metrics.ran(state.leases().get(said.jobId()), said.outcome(), now());
      }
      if (said.outcome() != QueueCommand.Outcome.RETRY) {
        line.withdraw(said.jobId());
        if (state.knows(said.jobId())) {
          settled.add(said.jobId());
        }
      } else if (current) {
        Entry entry = state.leases().get(said.jobId()).entry();
        events.add(new QueueEvent.Returned(entry, said.notBefore()));
      }
    }
    over.clear();
    busy = now();
    if (!settled.isEmpty()) {
      events.add(new QueueEvent.Settled(settled));
    }
    if (events.isEmpty()) {
      announce();
      return Effect().none();
    }
    return Effect()
        .persist(events)
        .thenRun(
            (QueueState after) -> {
              heard.keySet().retainAll(after.leases().keySet());
              announce();
            });
  }

  private Effect<QueueEvent, QueueState> onBeat(QueueState state, QueueCommand.Beat beat) {
    beat.leases()
        .forEach(
            (job, number) -> {
              if (state.isCurrent(job, number)) {
                heard.put(job, now());
              } else {
                beat.worker().tell(new WorkerCommand.Release(job, number));
              }
            });
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onAdmit(QueueState state, QueueCommand.Admit admit) {
    busy = now();
    if (others.isPresent()) {
      admit.replyTo().tell(room(state));
    } else {
      unanswered.add(admit.replyTo());
    }
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onOthers(QueueState state, QueueCommand.Others said) {
    others = Optional.of(said.unfinished());
    unanswered.forEach(who -> who.tell(room(state)));
    unanswered.clear();
    return Effect().none();
  }

  private QueueCommand.Room room(QueueState state) {
    long mine = unfinished(state);
    if (mine >= around.settings().waitingPerTenant()) {
      return QueueCommand.Room.TENANT_FULL;
    }
    return mine + others.orElse(0L) >= around.settings().waiting()
        ? QueueCommand.Room.CLUSTER_FULL
        : QueueCommand.Room.FREE;
  }

  private Effect<QueueEvent, QueueState> onAnnounce(
      QueueState state, QueueCommand.Announce announce) {
    announcing = false;
    QueueChoice choice = new QueueChoice(state, line.window(), around.settings().window(), now());
    List<Lane> lanes = state.pause().isPresent() ? List.of() : choice.lanes(SHOWN);
    around
        .coordinator()
        .tell(new DispatchCommand.Demand(tenant, context.getSelf(), lanes, unfinished(state)));
    choice.nextRetry().ifPresent(this::announceAt);
    return Effect().none();
  }

  /** A job becomes due while nothing else happens. */
  private void announceAt(Instant due) {
    Duration wait = Duration.between(now(), due);
    timers.startSingleTimer(
        "retry",
        new QueueCommand.Announce(),
        wait.isNegative() ? Duration.ZERO : wait.plusMillis(1));
  }

  private Effect<QueueEvent, QueueState> onLoaded(QueueState state, QueueCommand.Loaded loaded) {
    if (line.loaded(loaded, state::knows)) {
      announce();
    }
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
      pause.replyTo().tell(depth(state));
      return Effect().none();
    }
    return Effect()
        .persist(
            pause.paused()
                ? new QueueEvent.Paused(now(), pause.by())
                : new QueueEvent.Resumed(now(), pause.by()))
        .thenRun(
            (QueueState after) -> {
              pause.replyTo().tell(depth(after));
              announce();
            });
  }

  private Effect<QueueEvent, QueueState> onLook(QueueState state, QueueCommand.Look look) {
    look.replyTo().tell(depth(state));
    return Effect().none();
  }

  private QueueCommand.Depth depth(QueueState state) {
    return new QueueCommand.Depth(
        waiting(state),
        state.returned().size(),
        List.copyOf(state.leases().values()),
        state.pause(),
        metrics.meanRunMs());
  }

  private Map<Integer, Long> waiting(QueueState state) {
    Map<Integer, Long> waiting = new HashMap<>(line.waiting());
    state.returned().values().forEach(job -> waiting.merge(job.entry().priority(), 1L, Long::sum));
    return waiting;
  }

  private Effect<QueueEvent, QueueState> onFind(QueueState state, QueueCommand.Find find) {
    find.replyTo()
        .tell(
            new QueueCommand.Place(
                line.ahead(find.jobId(), state),
                state.pause().isPresent(),
                state.leases().size(),
                metrics.meanRunMs()));
    return Effect().none();
  }

  private Effect<QueueEvent, QueueState> onTick(QueueState state, QueueCommand.Tick tick) {
    metrics.holds(waiting(state), line.window().head(1), state, now());
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
    return takeBackSilent(state);
  }

  private Effect<QueueEvent, QueueState> takeBackSilent(QueueState state) {
    Instant silentSince = now().minus(around.settings().lease());
    List<QueueEvent> returned = new ArrayList<>();
    for (Lease lease : state.leases().values()) {
      String job = lease.entry().jobId();
      boolean silent = heard.computeIfAbsent(job, unknown -> now()).isBefore(silentSince);
      if (silent || !around.members().test(lease.node())) {
        context
            .getLog()
            .warn("job {} waits again: nothing is heard of its worker on {}", job, lease.node());
        metrics.lost(lease);
        returned.add(new QueueEvent.Returned(lease.entry(), now()));
      }
    }
    if (returned.isEmpty()) {
      announce();
      return Effect().none();
    }
    return Effect()
        .persist(returned)
        .thenRun(
            (QueueState after) -> {
              heard.keySet().retainAll(after.leases().keySet());
              announce();
            });
  }

  private void announce() {
    if (!announcing) {
      announcing = true;
      context.getSelf().tell(new QueueCommand.Announce());
    }
  }

  private long unfinished(QueueState state) {
    return line.count() + state.returned().size() + state.leases().size();
  }

  private Instant now() {
    return around.clock().instant();
  }
}
