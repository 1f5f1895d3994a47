package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Gives free workers to tenants, one in the cluster. Keeps nothing that it is not told again every
 * heartbeat: after it has moved to another node it waits until every node has said what it is at,
 * or could have, before it gives anything out, so that limits hold.
 */
final class Coordinator extends AbstractBehavior<DispatchCommand> {

  /** What the coordinator asks of its surroundings. */
  interface Cluster {

    /** The nodes that have workers, as {@link DispatchCommand.Workers#node} names them. */
    Set<String> nodes();

    /** Whether an operator paused everything. */
    CompletionStage<Boolean> paused();
  }

  private record Tenant(ActorRef<QueueCommand> queue, long unfinished, Instant heard) {}

  private final FairShare<ActorRef<WorkerCommand>> share;
  private final Cluster cluster;
  private final Clock clock;
  private final Duration patience;
  private final Instant waitUntil;
  private final Map<String, Tenant> tenants = new HashMap<>();
  private final Map<ActorRef<WorkerCommand>, String> nodes = new HashMap<>();
  private boolean settled;
  private boolean pauseKnown;
  private boolean paused;

  private Coordinator(
      ActorContext<DispatchCommand> context, QueueSettings settings, Cluster cluster, Clock clock) {
    super(context);
    this.share = new FairShare<>(settings.limits(), settings.lease());
    this.cluster = cluster;
    this.clock = clock;
    this.patience = settings.lease();
    this.waitUntil = clock.instant().plus(settings.heartbeat().multipliedBy(2));
    readPause();
  }

  static Behavior<DispatchCommand> create(QueueSettings settings, Cluster cluster, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new DispatchCommand.Tick(), settings.heartbeat());
                  return new Coordinator(context, settings, cluster, clock);
                }));
  }

  @Override
  public Receive<DispatchCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(DispatchCommand.Workers.class, this::onWorkers)
        .onMessage(DispatchCommand.Demand.class, this::onDemand)
        .onMessage(DispatchCommand.Woken.class, this::onWoken)
        .onMessage(DispatchCommand.Granted.class, this::onGranted)
        .onMessage(DispatchCommand.PauseChanged.class, changed -> readPause())
        .onMessage(DispatchCommand.PauseRead.class, this::onPauseRead)
        .onMessage(DispatchCommand.NotNow.class, this::onNotNow)
        .onMessage(DispatchCommand.Look.class, this::onLook)
        .onMessage(DispatchCommand.Tick.class, this::onTick)
        .onSignal(Terminated.class, gone -> onGone(gone.getRef().unsafeUpcast()))
        .build();
  }

  private Behavior<DispatchCommand> onWorkers(DispatchCommand.Workers workers) {
    if (nodes.put(workers.worker(), workers.node()) == null) {
      getContext().watch(workers.worker());
    }
    share.worker(workers.worker(), workers.capacity(), workers.running(), clock.instant());
    return assign();
  }

  private Behavior<DispatchCommand> onGone(ActorRef<WorkerCommand> worker) {
    nodes.remove(worker);
    share.gone(worker);
    return assign();
  }

  private Behavior<DispatchCommand> onDemand(DispatchCommand.Demand demand) {
    tenants.put(demand.tenant(), new Tenant(demand.queue(), demand.unfinished(), clock.instant()));
    share.demand(demand.tenant(), demand.lanes());
    demand.queue().tell(new QueueCommand.Others(unfinished() - demand.unfinished()));
    return assign();
  }

  private Behavior<DispatchCommand> onWoken(DispatchCommand.Woken woken) {
    share.woken(woken.tenant());
    return assign();
  }

  private Behavior<DispatchCommand> onGranted(DispatchCommand.Granted granted) {
    share.granted(granted.number(), granted.taken(), clock.instant());
    return assign();
  }

  private Behavior<DispatchCommand> onPauseRead(DispatchCommand.PauseRead read) {
    pauseKnown = true;
    paused = read.paused();
    return assign();
  }

  private Behavior<DispatchCommand> onNotNow(DispatchCommand.NotNow notNow) {
    getContext()
        .getLog()
        .warn(
            "whether everything is paused can not be read, trying again: {}",
            notNow.failure().getMessage());
    return this;
  }

  private Behavior<DispatchCommand> onLook(DispatchCommand.Look look) {
    look.replyTo().tell(new DispatchCommand.Load(paused, share.workers(), share.running()));
    return this;
  }

  private Behavior<DispatchCommand> onTick(DispatchCommand.Tick tick) {
    Instant before = clock.instant().minus(patience);
    tenants
        .entrySet()
        .removeIf(
            tenant -> {
              boolean silent = tenant.getValue().heard().isBefore(before);
              if (silent) {
                share.demand(tenant.getKey(), List.of());
              }
              return silent;
            });
    share.expire(clock.instant());
    if (!pauseKnown) {
      readPause();
    }
    return assign();
  }

  private Behavior<DispatchCommand> readPause() {
    getContext()
        .pipeToSelf(
            cluster.paused(),
            (now, failure) ->
                failure == null
                    ? new DispatchCommand.PauseRead(now)
                    : new DispatchCommand.NotNow(failure));
    return this;
  }

  private Behavior<DispatchCommand> assign() {
    if (!pauseKnown || paused || !everybodyHeard()) {
      return this;
    }
    for (FairShare.Grant<ActorRef<WorkerCommand>> grant : share.assign(clock.instant())) {
      tenants
          .get(grant.tenant())
          .queue()
          .tell(
              new QueueCommand.Grant(
                  grant.number(),
                  grant.worker(),
                  nodes.get(grant.worker()),
                  grant.lanes(),
                  getContext().getSelf()));
    }
    return this;
  }

  private boolean everybodyHeard() {
    settled =
        settled
            || !clock.instant().isBefore(waitUntil)
            || (!nodes.isEmpty() && new HashSet<>(nodes.values()).containsAll(cluster.nodes()));
    return settled;
  }

  private long unfinished() {
    return tenants.values().stream().mapToLong(Tenant::unfinished).sum();
  }
}
