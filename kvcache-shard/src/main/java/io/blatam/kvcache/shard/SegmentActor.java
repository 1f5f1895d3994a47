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
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.FlightTable;
import io.blatam.kvcache.engine.FlightTable.Grant;
import io.blatam.kvcache.engine.FlightTable.Landing;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

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

  /** A caller anywhere in the cluster: its node's client, and that client's number for the call. */
  record Waiter(ActorRef<Answers> client, long id) {}

  private final int number;
  private final KvCacheSettings settings;
  private final Clock clock;
  private final SegmentTiers tiers;
  private final Leases leases;
  private final CacheSegment segment;
  private final FlightTable<Waiter> flights;
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
    this.flights = new FlightTable<>(settings.maxWaiters());
    this.writes = writes;
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
            stores);
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
    this.inspector =
        new SegmentInspector(
            number,
            cell,
            segment,
            analytics,
            this::cleared,
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

  private Behavior<SegmentCommand> onOperations(SegmentCommand.Operations message) {
    ActorRef<Answers> client = message.replyTo();
    if (watched.add(client)) {
      getContext().watchWith(client, new SegmentCommand.ClientGone(client));
    }
    AnswerBatch answers = new AnswerBatch(number, settings.maxMessageBytes(), client);
    long now = clock.millis();
    for (Operation operation : message.operations()) {
      if (!stored.take(operation, answers::add, now)
          && !acquireStored(operation, client, answers, now)) {
        answers.add(perform(operation, client, now));
      }
    }
    answers.end(message.batch());
    arm();
    metrics.holds(segment.tally(), flights.size());
    return this;
  }

  /** What a store may have is asked of it before anybody is told to load it. */
  private boolean acquireStored(
      Operation operation, ActorRef<Answers> client, AnswerBatch answers, long now) {
    if (!(operation instanceof Operation.Acquire acquire)
        || !stored.backed(acquire.key())
        || flights.standing(acquire.key(), new Waiter(client, acquire.id())).isPresent()) {
      return false;
    }
    stored.acquire(acquire, answers::add, at -> admit(acquire, client, at), now);
    return true;
  }

  private Answer perform(Operation operation, ActorRef<Answers> client, long now) {
    if (operation instanceof Operation.Get get) {
      return segment
          .get(get.key(), now)
          .map(found -> found(get.id(), found))
          .orElseGet(() -> new Answer.Missing(get.id()));
    } else if (operation instanceof Operation.Put put) {
      return put(put, now);
    } else if (operation instanceof Operation.Remove remove) {
      changed(remove.key());
      return new Answer.Done(remove.id(), segment.remove(remove.key()));
    } else if (operation instanceof Operation.Acquire acquire) {
      return acquire(acquire, client, now);
    } else if (operation instanceof Operation.Fill fill) {
      return fill(fill, client, now);
    } else if (operation instanceof Operation.Leave leave) {
      flights.leave(leave.key(), new Waiter(client, leave.flight()), now).ifPresent(this::grant);
      return new Answer.Done(leave.id(), true);
    } else if (operation instanceof Operation.Prefetch prefetch) {
      return new Answer.Done(prefetch.id(), segment.fetch(prefetch.key(), now));
    } else if (operation instanceof Operation.Describe describe) {
      return new Answer.Description(
          describe.id(),
          segment.tally(),
          segment.tally(describe.tenant()),
          flights.size(),
          settings.segmentBytes(),
          segment.tiers());
    } else if (operation instanceof Operation.Update update) {
      return new Answer.Updated(update.id(), cell.perform(update.key(), update.edit(), now));
    } else if (operation instanceof Operation.Survey survey) {
      return new Answer.Surveyed(
          survey.id(), cell.look(survey.tenant(), survey.namespace(), survey.scan(), now));
    } else if (operation instanceof Operation.Pin pin) {
      return new Answer.Pinned(pin.id(), segment.pin(pin.key(), now));
    } else if (operation instanceof Operation.Unpin unpin) {
      return new Answer.Done(unpin.id(), segment.unpin(unpin.key(), now));
    }
    throw new IllegalArgumentException("no such operation: " + operation.getClass());
  }

  private static Answer found(long id, CachedValue found) {
    return new Answer.Found(id, found.value(), found.absent(), found.cost());
  }

  private Answer put(Operation.Put put, long now) {
    changed(put.key());
    boolean stored =
        segment.put(put.key(), put.value(), Duration.ofMillis(put.ttl()), put.cost(), now);
    return new Answer.Done(put.id(), stored);
  }

  private Answer acquire(Operation.Acquire acquire, ActorRef<Answers> client, long now) {
    Waiter waiter = new Waiter(client, acquire.id());
    // Who asks again for its place is not one more miss.
    Duration lease = Duration.ofMillis(acquire.lease());
    if (flights.standing(acquire.key(), waiter).isEmpty()) {
      CacheKey key = acquire.key();
      Optional<CachedValue> found =
          acquire.stale() ? segment.getStale(key, now) : segment.get(key, now);
      if (found.isPresent()) {
        return found.get().stale()
            ? stale(acquire, found.get(), flights.acquireIfFree(key, waiter, lease, now))
            : found(acquire.id(), found.get());
      }
    }
    return admit(acquire, client, now);
  }

  private Answer admit(Operation.Acquire acquire, ActorRef<Answers> client, long now) {
    Waiter waiter = new Waiter(client, acquire.id());
    Duration lease = Duration.ofMillis(acquire.lease());
    return switch (flights.acquire(acquire.key(), waiter, lease, now)) {
      case GRANTED -> new Answer.Granted(acquire.id(), acquire.key());
      case PARKED -> new Answer.Parked(acquire.id());
      case FULL -> new Answer.Full(acquire.id());
    };
  }

  private static Answer stale(Operation.Acquire acquire, CachedValue found, boolean refresh) {
    return new Answer.Stale(
        acquire.id(), acquire.key(), found.value(), found.absent(), found.cost(), refresh);
  }

  private Answer fill(Operation.Fill fill, ActorRef<Answers> client, long now) {
    Optional<Landing<Waiter>> landing = flights.land(fill.key(), new Waiter(client, fill.flight()));
    if (landing.isEmpty()) {
      return new Answer.Done(fill.id(), false);
    }
    if (fill.absent() && fill.ttl() == 0) {
      // What was refreshed is there no more, so its stale value is wrong.
      segment.remove(fill.key());
    }
    boolean stored = landing.get().store() && fill.ttl() > 0 && store(fill, now);
    deliver(landing.get().waiters(), fill);
    return new Answer.Done(fill.id(), stored);
  }

  private boolean store(Operation.Fill fill, long now) {
    if (!fill.absent() && stored.backed(fill.key())) {
      stored.fill(fill, now);
      return true;
    }
    Duration ttl = Duration.ofMillis(fill.ttl());
    arrival.changed(fill.key());
    return fill.absent()
        ? segment.putAbsent(fill.key(), ttl, fill.cost(), now)
        : segment.put(
            fill.key(), fill.value(), ttl, Duration.ofMillis(fill.stale()), fill.cost(), now);
  }

  /** One message a node, however many of its callers waited. */
  private void deliver(List<Waiter> waiters, Operation.Fill fill) {
    Map<ActorRef<Answers>, List<Long>> byClient = new HashMap<>();
    for (Waiter waiter : waiters) {
      byClient.computeIfAbsent(waiter.client(), client -> new ArrayList<>()).add(waiter.id());
    }
    byClient.forEach(
        (client, ids) ->
            push(client, new Answer.Landed(ids, fill.value(), fill.absent(), fill.cost())));
    analytics.joined(fill.key(), waiters.size(), fill.cost());
  }

  private void grant(Grant<Waiter> grant) {
    push(grant.waiter().client(), new Answer.Granted(grant.waiter().id(), grant.key()));
  }

  private void push(ActorRef<Answers> client, Answer answer) {
    client.tell(new Answers(number, Answers.NO_BATCH, List.of(answer)));
  }

  private Behavior<SegmentCommand> onClientGone(SegmentCommand.ClientGone gone) {
    watched.remove(gone.client());
    flights
        .leaveAll(waiter -> waiter.client().equals(gone.client()), clock.millis())
        .forEach(this::grant);
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
    flights.expire(clock.millis()).forEach(this::grant);
    stores.tick(clock.millis());
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
    stores.tick(clock.millis());
    arm();
    return this;
  }

  /** Sees to it that what waits for its time is gone on with then. */
  private void arm() {
    OptionalLong next = stores.wakeAt();
    boolean sooner = next.isPresent() && (dueAt.isEmpty() || next.getAsLong() < dueAt.getAsLong());
    if (sooner) {
      long delay = Math.max(0, next.getAsLong() - clock.millis());
      dueAt = next;
      timers.startSingleTimer(SegmentCommand.Due.INSTANCE, Duration.ofMillis(delay));
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
