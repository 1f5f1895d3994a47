package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.copies.CopySettings;
import io.blatam.kvcache.copies.Lendings;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Leases;
import io.blatam.kvcache.handover.Arrival;
import io.blatam.kvcache.handover.Delivery;
import io.blatam.kvcache.handover.HandOver;
import io.blatam.kvcache.handover.HandOverSettings;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.metrics.SegmentMetrics;
import io.blatam.kvcache.metrics.TierMetrics;
import io.blatam.kvcache.metrics.TimedOperation;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.store.BackingStore;
import io.blatam.kvcache.store.Stores;
import io.blatam.kvcache.tier.NodeTiers;
import io.blatam.kvcache.tier.SegmentTiers;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The one writer of one segment. When it moves, its entries follow ({@link HandOver}); when its
 * node was alone in its cluster and restarts, it finds them again ({@link SegmentTiers}); when its
 * node dies beside others they are lost: what is cached can be computed again or is in a store.
 * Clients ask again for the places in flights that they lost with it. It is the writer while it
 * works on a message; see {@link SegmentCell} for who is between two.
 */
public final class SegmentActor extends AbstractBehavior<SegmentCommand>
    implements SegmentCell.Changes {

  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  /** Messages that wait for a segment's contents to arrive; with more it does not wait. */
  private static final int MAX_HELD = 1000;

  private final int number;
  private final KvCacheSettings settings;
  private final Clock clock;
  private final SegmentTiers tiers;
  private final Leases leases;
  private final CacheSegment segment;
  private final SegmentFlights flights;
  private final SegmentOperations operations;
  private final SegmentCopies copies;
  private final SegmentCell cell;
  private final NamespaceWrites writes;
  private final SegmentStores stores;
  private final StoredOperations stored;
  private final TimerScheduler<SegmentCommand> timers;
  private final SegmentMetrics metrics;
  private final SegmentAnalytics analytics;
  private final SegmentInspector inspector;
  private final TierMetrics tierMetrics;
  private final Set<ActorRef<Answers>> watched = new HashSet<>();
  private final HandOver handOver;
  private final ActorRef<Delivery> deliveries;
  private final Arrival arrival;
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
    NodeTiers node = NodeTiers.of(context.getSystem());
    this.tiers = node.open(number);
    this.leases =
        new Leases(
            tiers.residency(), settings.existsLease().maxKeys(), settings.existsLease().maxBytes());
    this.segment =
        new CacheSegment(
            settings.quotas().bounds(settings.segmentBytes()),
            settings.ttlJitter(),
            settings.policy().create(settings.segmentBytes()),
            node.codecs(),
            leases,
            new SplittableRandom());
    this.writes = writes;
    CopySettings copySettings = CopySettings.from(context.getSystem().settings().config());
    this.timers = timers;
    ActorRef<SegmentCommand> self = context.getSelf();
    this.stores =
        new SegmentStores(
            number,
            writes,
            Stores.of(context.getSystem())::named,
            segment,
            settings.operationTimeout().toMillis() / 2,
            clock,
            work -> self.tell(new SegmentCommand.Continue(work)));
    this.stored = new StoredOperations(number, settings, segment, stores, this::changed);
    OperationTimes times = OperationTimes.of(context.getSystem());
    this.cell =
        new SegmentCell(
            segment,
            settings.segmentBytes(),
            nanos -> times.took(TimedOperation.EDIT, nanos),
            this,
            this::promise,
            stores,
            namespace -> writes.backed(namespace) || copySettings.enabled(namespace));
    this.metrics = SegmentMetrics.of(number);
    this.handOver = handOver;
    this.held = held;
    this.deliveries = context.messageAdapter(Delivery.class, SegmentCommand.Arrived::new);
    this.arrival =
        new Arrival(segment, settings.segmentBytes(), handOver.arrive(number, deliveries));
    this.analytics =
        new SegmentAnalytics(
            AnalyticsSettings.from(context.getSystem().settings().config()),
            settings.segmentBytes(),
            number);
    segment.listen(analytics);
    this.flights =
        new SegmentFlights(
            number, segment, stored, analytics, arrival::changed, settings.maxWaiters());
    this.operations = new SegmentOperations(settings, segment, cell, stored, flights, this);
    this.copies =
        new SegmentCopies(
            copySettings,
            new Lendings<>(copySettings, new SplittableRandom().nextLong(), monotonic()),
            segment,
            number,
            settings.maxMessageBytes(),
            (operation, client, reply) ->
                operations.perform(operation, client, reply, clock.millis()));
    this.inspector =
        new SegmentInspector(
            number,
            cell,
            segment,
            analytics,
            this::clearedEverywhere,
            settings.segmentBytes(),
            settings.policy());
    LocalInspectors.of(context.getSystem()).opened(inspector);
    if (arrival.isOpen()) {
      LocalCells.of(context.getSystem()).opened(number, cell);
    }
    this.tierMetrics = TierMetrics.of(number);
    tiers.beginWarmUp(segment);
    context.getSelf().tell(SegmentCommand.TierWork.INSTANCE);
    timers.startTimerWithFixedDelay(
        SegmentCommand.ExpireLeases.INSTANCE, settings.leaseCheckInterval());
    timers.startTimerWithFixedDelay(SegmentCommand.Sweep.INSTANCE, SWEEP_INTERVAL);
    timers.startTimerWithFixedDelay(
        SegmentCommand.Checkpoint.INSTANCE, node.settings().checkpointInterval());
  }

  @Override
  public Receive<SegmentCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            SegmentCommand.Operations.class,
            message -> !arrival.isOpen() && held.size() < MAX_HELD,
            this::hold)
        .onMessage(
            SegmentCommand.Operations.class,
            message -> cell.exclusively(() -> onOperations(message)))
        .onMessage(
            SegmentCommand.Continue.class, message -> cell.exclusively(() -> onContinue(message)))
        .onMessageEquals(SegmentCommand.Due.INSTANCE, () -> cell.exclusively(this::onDue))
        .onMessage(
            SegmentCommand.ClientGone.class,
            message -> cell.exclusively(() -> onClientGone(message)))
        .onMessageEquals(
            SegmentCommand.ExpireLeases.INSTANCE, () -> cell.exclusively(this::onExpireLeases))
        .onMessageEquals(SegmentCommand.Sweep.INSTANCE, () -> cell.exclusively(this::onSweep))
        .onMessage(SegmentCommand.Arrived.class, this::onArrived)
        .onMessageEquals(SegmentCommand.Open.INSTANCE, this::onOpen)
        .onMessageEquals(SegmentCommand.CloseArrivals.INSTANCE, this::onCloseArrivals)
        .onMessage(SegmentCommand.Wake.class, message -> this)
        .onMessageEquals(SegmentCommand.Depart.INSTANCE, this::onDepart)
        .onMessageEquals(SegmentCommand.Flushed.INSTANCE, this::departed)
        .onMessageEquals(
            SegmentCommand.Checkpoint.INSTANCE, () -> cell.exclusively(this::onCheckpoint))
        .onMessageEquals(SegmentCommand.TierWork.INSTANCE, () -> cell.exclusively(this::onTierWork))
        .onSignal(PostStop.class, this::onStop)
        .build();
  }

  private Behavior<SegmentCommand> hold(SegmentCommand.Operations message) {
    held.stash(message);
    return this;
  }

  private Behavior<SegmentCommand> onArrived(SegmentCommand.Arrived arrived) {
    Delivery delivery = arrived.delivery();
    if (!delivery.last() && !arrival.isOver()) {
      handOver.more(number, delivery, deliveries);
    }
    boolean opens =
        cell.exclusively(
            () -> {
              boolean before = arrival.isOpen();
              arrival.delivered(
                  delivery.from(), delivery.parcels(), delivery.last(), clock.millis());
              return !before && arrival.isOpen();
            });
    return opens ? opened() : this;
  }

  private Behavior<SegmentCommand> onOpen() {
    if (arrival.isOpen()) {
      return this;
    }
    cell.exclusively(
        () -> {
          arrival.open(clock.millis());
          return this;
        });
    return opened();
  }

  private Behavior<SegmentCommand> opened() {
    LocalCells.of(getContext().getSystem()).opened(number, cell);
    metrics.holds(segment.tally(), flights.size());
    return held.unstashAll(this);
  }

  private Behavior<SegmentCommand> onCloseArrivals() {
    return cell.exclusively(
        () -> {
          arrival.close();
          return this;
        });
  }

  private Behavior<SegmentCommand> onDepart() {
    if (!arrival.isOpen()) {
      // It has only just come: whoever is held is answered first, and what arrives goes on with it.
      held.stash(SegmentCommand.Depart.INSTANCE);
      return this;
    }
    cell.exclusively(
        () -> {
          copies.depart();
          return this;
        });
    // From here on nobody borrows the segment, so what is handed over is what was there last.
    LocalCells.of(getContext().getSystem()).closed(number, cell);
    CompletableFuture<Void> flushed =
        cell.exclusively(() -> stores.flush(clock.millis())).toCompletableFuture();
    if (flushed.isDone()) {
      return departed();
    }
    ActorRef<SegmentCommand> self = getContext().getSelf();
    timers.startSingleTimer(SegmentCommand.Flushed.INSTANCE, writes.flushTimeout());
    flushed.whenComplete((done, failure) -> self.tell(SegmentCommand.Flushed.INSTANCE));
    return this;
  }

  /** What a store stands behind stays: the next owner asks the store, which can not be outdated. */
  private Behavior<SegmentCommand> departed() {
    List<CacheEntry> contents = new ArrayList<>(arrival.hottestFirst(clock.millis()));
    contents.addAll(tiers.warm(clock.millis()));
    contents.removeIf(entry -> stored.backed(entry.key()));
    handOver.leave(number, contents);
    return Behaviors.stopped();
  }

  /** A load that began before this change must not overwrite it, nor may what is handed over. */
  @Override
  public void changed(CacheKey key) {
    flights.invalidate(key);
    arrival.changed(key);
  }

  @Override
  public void cleared(EntryFilter filter) {
    flights.invalidateAll(filter::matches);
    arrival.cleared(filter::matches);
  }

  private CompletionStage<Void> clearedEverywhere(EntryFilter filter) {
    cleared(filter);
    CompletionStage<Void> everywhere = copies.cleared(filter, monotonic());
    copies.tell();
    return everywhere;
  }

  /** In milliseconds; unlike the time of day it only goes on. */
  private static long monotonic() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private Behavior<SegmentCommand> onOperations(SegmentCommand.Operations message) {
    ActorRef<Answers> client = message.replyTo();
    if (watched.add(client)) {
      getContext().watchWith(client, new SegmentCommand.ClientGone(client));
    }
    AnswerBatch answers = new AnswerBatch(number, settings.maxMessageBytes(), client);
    long now = clock.millis();
    message.operations().forEach(operation -> take(operation, client, answers, now));
    answers.end(message.batch());
    copies.tell();
    arm();
    metrics.holds(segment.tally(), flights.size());
    return this;
  }

  private void take(Operation operation, ActorRef<Answers> client, AnswerBatch answers, long now) {
    long monotonic = monotonic();
    if (operation instanceof Operation.Return back) {
      copies.returned(back, client, now, monotonic);
      answers.add(new Answer.Done(back.id(), true));
    } else if (!copies.holds(operation, client, answers::add, monotonic)) {
      operations.perform(
          operation,
          client,
          answer -> answers.add(copies.lent(operation, client, answer, now, monotonic)),
          now);
    }
  }

  private Behavior<SegmentCommand> onClientGone(SegmentCommand.ClientGone gone) {
    watched.remove(gone.client());
    flights.gone(gone.client(), clock.millis());
    return this;
  }

  private void promise(CacheKey key, long now) {
    long lease = settings.existsLease().duration().toMillis();
    if (lease > 0) {
      leases.grant(key, now + lease);
    }
  }

  private Behavior<SegmentCommand> onExpireLeases() {
    leases.end(clock.millis());
    flights.expire(clock.millis());
    onTime();
    arm();
    // Who borrows the segment does not publish what it holds.
    metrics.holds(segment.tally(), flights.size());
    metrics.counted(analytics.figures());
    return this;
  }

  private Behavior<SegmentCommand> onSweep() {
    segment.removeExpired(clock.millis());
    tiers.removeExpired(clock.millis());
    metrics.holds(segment.tally(), flights.size());
    tierMetrics.holds(segment.tiers());
    if (number == 0) {
      removeExpiredFromStores();
    }
    return this;
  }

  private Behavior<SegmentCommand> onCheckpoint() {
    tiers.beginCheckpoint(segment, clock.millis());
    return onTierWork();
  }

  /** One step a message, so that others are served between two. */
  private Behavior<SegmentCommand> onTierWork() {
    if (tiers.work(clock.millis())) {
      getContext().getSelf().tell(SegmentCommand.TierWork.INSTANCE);
    }
    tierMetrics.holds(segment.tiers());
    return this;
  }

  /** One segment does it for all. */
  private void removeExpiredFromStores() {
    for (BackingStore store : Stores.of(getContext().getSystem()).all()) {
      getContext()
          .pipeToSelf(
              store.removeExpired(clock.millis()),
              (removed, failure) ->
                  new SegmentCommand.Continue(
                      () -> {
                        if (failure != null) {
                          getContext().getLog().debug("expired values stay for now", failure);
                        }
                      }));
    }
  }

  private Behavior<SegmentCommand> onContinue(SegmentCommand.Continue message) {
    message.work().run();
    arm();
    return this;
  }

  private Behavior<SegmentCommand> onDue() {
    dueAt = OptionalLong.empty();
    onTime();
    arm();
    return this;
  }

  private void onTime() {
    stores.tick(clock.millis());
    copies.tick(monotonic());
    copies.tell();
  }

  /** Sees to it that what waits for its time is gone on with then. */
  private void arm() {
    long now = clock.millis();
    long monotonic = monotonic();
    LongStream copiesDue = copies.wakeAt(monotonic).stream().map(at -> now + at - monotonic);
    OptionalLong next = LongStream.concat(stores.wakeAt().stream(), copiesDue).min();
    boolean sooner = next.isPresent() && (dueAt.isEmpty() || next.getAsLong() < dueAt.getAsLong());
    if (sooner) {
      dueAt = next;
      timers.startSingleTimer(
          SegmentCommand.Due.INSTANCE, Duration.ofMillis(Math.max(0, next.getAsLong() - now)));
    }
  }

  private Behavior<SegmentCommand> onStop(PostStop signal) {
    LocalInspectors.of(getContext().getSystem()).closed(inspector);
    LocalCells.of(getContext().getSystem()).closed(number, cell);
    stores.abandon();
    metrics.counted(analytics.figures());
    tiers.stop(segment, clock.millis());
    metrics.gone();
    tierMetrics.gone();
    return this;
  }
}
