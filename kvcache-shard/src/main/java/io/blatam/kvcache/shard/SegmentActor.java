package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.kvcache.handover.Delivery;
import io.blatam.kvcache.handover.HandOver;
import io.blatam.kvcache.handover.HandOverSettings;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.store.Stores;
import io.blatam.kvcache.tier.NodeTiers;
import io.blatam.kvcache.tier.SegmentTiers;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The one writer of one segment. When it moves, its entries follow ({@link HandOver}); when its
 * node was alone in its cluster and restarts, it finds them again ({@link SegmentTiers}); when its
 * node dies beside others they are lost: what is cached can be computed again or is in a store.
 * Clients ask again for the places in flights that they lost with it. It is the writer while it
 * works on a message; see {@link SegmentCell} for who is between two.
 */
public final class SegmentActor extends AbstractBehavior<SegmentCommand> {

  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  /** Messages that wait for a segment's contents to arrive; with more it does not wait. */
  private static final int MAX_HELD = 1000;

  private final int number;
  private final KvCacheSettings settings;
  private final Clock clock;
  private final NamespaceWrites writes;
  private final LiveSegment live;
  private final TimerScheduler<SegmentCommand> timers;
  private final Set<ActorRef<Answers>> watched = new HashSet<>();
  private final HandOver handOver;
  private final ActorRef<Delivery> deliveries;
  private final StashBuffer<SegmentCommand> held;
  private OptionalLong dueAt = OptionalLong.empty();

  static Behavior<SegmentCommand> create(
      int number,
      KvCacheSettings settings,
      NamespaceWrites writes,
      HandOverSettings handOverSettings,
      HandOver handOver,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    Behaviors.withStash(
                        MAX_HELD + 1,
                        held -> {
                          timers.startSingleTimer(
                              SegmentCommand.Open.INSTANCE, handOverSettings.hold());
                          timers.startSingleTimer(
                              SegmentCommand.CloseArrivals.INSTANCE, handOverSettings.timeout());
                          return new SegmentActor(
                              number, settings, writes, handOver, clock, context, timers, held);
                        })));
  }

  private SegmentActor(
      int number,
      KvCacheSettings settings,
      NamespaceWrites writes,
      HandOver handOver,
      Clock clock,
      ActorContext<SegmentCommand> context,
      TimerScheduler<SegmentCommand> timers,
      StashBuffer<SegmentCommand> held) {
    super(context);
    this.number = number;
    this.settings = settings;
    this.clock = clock;
    this.writes = writes;
    this.timers = timers;
    this.handOver = handOver;
    this.held = held;
    this.deliveries = context.messageAdapter(Delivery.class, SegmentCommand.Arrived::new);
    ActorRef<SegmentCommand> self = context.getSelf();
    ActorSystem<?> system = context.getSystem();
    this.live =
        new LiveSegment(
            number,
            settings,
            writes,
            handOver.arrive(number, deliveries),
            clock,
            system,
            work -> self.tell(new SegmentCommand.Continue(work)));
    LocalInspectors.of(system).opened(live.inspector);
    if (live.arrival.isOpen()) {
      LocalCells.of(system).opened(number, live.cell);
    }
    context.getSelf().tell(SegmentCommand.TierWork.INSTANCE);
    timers.startTimerWithFixedDelay(
        SegmentCommand.ExpireLeases.INSTANCE, settings.leaseCheckInterval());
    timers.startTimerWithFixedDelay(SegmentCommand.Sweep.INSTANCE, SWEEP_INTERVAL);
    timers.startTimerWithFixedDelay(
        SegmentCommand.Checkpoint.INSTANCE, NodeTiers.of(system).settings().checkpointInterval());
  }

  @Override
  public Receive<SegmentCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            SegmentCommand.Operations.class,
            message -> !live.arrival.isOpen() && held.size() < MAX_HELD,
            this::hold)
        .onMessage(
            SegmentCommand.Operations.class,
            message -> live.cell.exclusively(() -> onOperations(message)))
        .onMessage(
            SegmentCommand.Continue.class,
            message -> live.cell.exclusively(() -> onContinue(message)))
        .onMessageEquals(SegmentCommand.Due.INSTANCE, () -> live.cell.exclusively(this::onDue))
        .onMessage(
            SegmentCommand.ClientGone.class,
            message -> live.cell.exclusively(() -> onClientGone(message)))
        .onMessageEquals(
            SegmentCommand.ExpireLeases.INSTANCE, () -> live.cell.exclusively(this::onExpireLeases))
        .onMessageEquals(SegmentCommand.Sweep.INSTANCE, () -> live.cell.exclusively(this::onSweep))
        .onMessage(SegmentCommand.Arrived.class, this::onArrived)
        .onMessageEquals(SegmentCommand.Open.INSTANCE, this::onOpen)
        .onMessageEquals(SegmentCommand.CloseArrivals.INSTANCE, this::onCloseArrivals)
        .onMessage(SegmentCommand.Wake.class, message -> this)
        .onMessageEquals(SegmentCommand.Depart.INSTANCE, this::onDepart)
        .onMessageEquals(SegmentCommand.Flushed.INSTANCE, this::departed)
        .onMessageEquals(
            SegmentCommand.Checkpoint.INSTANCE, () -> live.cell.exclusively(this::onCheckpoint))
        .onMessageEquals(
            SegmentCommand.TierWork.INSTANCE, () -> live.cell.exclusively(this::onTierWork))
        .onSignal(PostStop.class, this::onStop)
        .build();
  }

  private Behavior<SegmentCommand> hold(SegmentCommand.Operations message) {
    held.stash(message);
    return this;
  }

  private Behavior<SegmentCommand> onArrived(SegmentCommand.Arrived arrived) {
    Delivery delivery = arrived.delivery();
    if (!delivery.last() && !live.arrival.isOver()) {
      handOver.more(number, delivery, deliveries);
    }
    boolean opens =
        live.cell.exclusively(
            () -> {
              boolean before = live.arrival.isOpen();
              live.arrival.delivered(
                  delivery.from(), delivery.parcels(), delivery.last(), clock.millis());
              return !before && live.arrival.isOpen();
            });
    return opens ? opened() : this;
  }

  private Behavior<SegmentCommand> onOpen() {
    if (live.arrival.isOpen()) {
      return this;
    }
    live.cell.exclusively(
        () -> {
          live.arrival.open(clock.millis());
          return this;
        });
    return opened();
  }

  private Behavior<SegmentCommand> opened() {
    LocalCells.of(getContext().getSystem()).opened(number, live.cell);
    live.publish();
    return held.unstashAll(this);
  }

  private Behavior<SegmentCommand> onCloseArrivals() {
    return live.cell.exclusively(
        () -> {
          live.arrival.close();
          return this;
        });
  }

  private Behavior<SegmentCommand> onDepart() {
    if (!live.arrival.isOpen()) {
      // It has only just come: whoever is held is answered first, and what arrives goes on with it.
      held.stash(SegmentCommand.Depart.INSTANCE);
      return this;
    }
    live.cell.exclusively(
        () -> {
          live.copies.depart();
          return this;
        });
    // From here on nobody borrows the segment, so what is handed over is what was there last.
    LocalCells.of(getContext().getSystem()).closed(number, live.cell);
    CompletableFuture<Void> flushed =
        live.cell.exclusively(() -> live.stores.flush(clock.millis())).toCompletableFuture();
    if (flushed.isDone()) {
      return departed();
    }
    ActorRef<SegmentCommand> self = getContext().getSelf();
    timers.startSingleTimer(SegmentCommand.Flushed.INSTANCE, writes.flushTimeout());
    flushed.whenComplete((done, failure) -> self.tell(SegmentCommand.Flushed.INSTANCE));
    return this;
  }

  private Behavior<SegmentCommand> departed() {
    handOver.leave(number, live.contents());
    return Behaviors.stopped();
  }

  private Behavior<SegmentCommand> onOperations(SegmentCommand.Operations message) {
    ActorRef<Answers> client = message.replyTo();
    if (watched.add(client)) {
      getContext().watchWith(client, new SegmentCommand.ClientGone(client));
    }
    live.take(message);
    arm();
    live.publish();
    return this;
  }

  private Behavior<SegmentCommand> onClientGone(SegmentCommand.ClientGone gone) {
    watched.remove(gone.client());
    live.flights.gone(gone.client(), clock.millis());
    return this;
  }

  private Behavior<SegmentCommand> onExpireLeases() {
    live.expire();
    arm();
    // Who borrows the segment does not publish what it holds.
    live.publishCounts();
    return this;
  }

  private Behavior<SegmentCommand> onSweep() {
    live.segment.removeExpired(clock.millis());
    live.tiers.removeExpired(clock.millis());
    live.publish();
    live.publishTiers();
    if (number == 0) {
      // One segment does it for all.
      Stores.of(getContext().getSystem()).removeExpired(clock.millis());
    }
    return this;
  }

  private Behavior<SegmentCommand> onCheckpoint() {
    live.tiers.beginCheckpoint(live.segment, clock.millis());
    return onTierWork();
  }

  /** One step a message, so that others are served between two. */
  private Behavior<SegmentCommand> onTierWork() {
    if (live.tiers.work(clock.millis())) {
      getContext().getSelf().tell(SegmentCommand.TierWork.INSTANCE);
    }
    live.publishTiers();
    return this;
  }

  private Behavior<SegmentCommand> onContinue(SegmentCommand.Continue message) {
    message.work().run();
    arm();
    return this;
  }

  private Behavior<SegmentCommand> onDue() {
    dueAt = OptionalLong.empty();
    live.onTime();
    arm();
    return this;
  }

  /** Sees to it that what waits for its time is gone on with then. */
  private void arm() {
    OptionalLong next = live.wakeAt();
    boolean sooner = next.isPresent() && (dueAt.isEmpty() || next.getAsLong() < dueAt.getAsLong());
    if (sooner) {
      dueAt = next;
      long now = clock.millis();
      // What is due at once may say so by any time that is past, the earliest that there is too.
      long wait = next.getAsLong() <= now ? 0 : next.getAsLong() - now;
      timers.startSingleTimer(SegmentCommand.Due.INSTANCE, Duration.ofMillis(wait));
    }
  }

  private Behavior<SegmentCommand> onStop(PostStop signal) {
    LocalInspectors.of(getContext().getSystem()).closed(live.inspector);
    LocalCells.of(getContext().getSystem()).closed(number, live.cell);
    live.stores.abandon();
    live.tiers.stop(live.segment, clock.millis());
    live.unpublish();
    return this;
  }
}
