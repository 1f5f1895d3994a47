package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.FlightTable;
import io.blatam.kvcache.engine.FlightTable.Grant;
import io.blatam.kvcache.engine.FlightTable.Landing;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.metrics.SegmentMetrics;
import io.blatam.kvcache.metrics.TimedOperation;
import io.blatam.kvcache.settings.KvCacheSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The one writer of one segment. It loses its entries when it moves or restarts: what is cached can
 * be computed again, and clients ask again for the places in flights that they lost with it. It is
 * the writer while it works on a message; see {@link SegmentCell} for who is between two.
 */
public final class SegmentActor extends AbstractBehavior<SegmentCommand> {

  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  /** A caller anywhere in the cluster: its node's client, and that client's number for the call. */
  record Waiter(ActorRef<Answers> client, long id) {}

  private final int number;
  private final KvCacheSettings settings;
  private final Clock clock;
  private final CacheSegment segment;
  private final FlightTable<Waiter> flights;
  private final SegmentCell cell;
  private final SegmentMetrics metrics;
  private final SegmentAnalytics analytics;
  private final SegmentInspector inspector;
  private final Set<ActorRef<Answers>> watched = new HashSet<>();

  public static Behavior<SegmentCommand> create(int number, KvCacheSettings settings, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new SegmentActor(number, settings, clock, context, timers)));
  }

  private SegmentActor(
      int number,
      KvCacheSettings settings,
      Clock clock,
      ActorContext<SegmentCommand> context,
      TimerScheduler<SegmentCommand> timers) {
    super(context);
    this.number = number;
    this.settings = settings;
    this.clock = clock;
    this.segment =
        new CacheSegment(
            settings.quotas().bounds(settings.segmentBytes()),
            settings.ttlJitter(),
            settings.policy().create(settings.segmentBytes()),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom());
    this.flights = new FlightTable<>(settings.maxWaiters());
    OperationTimes times = OperationTimes.of(context.getSystem());
    this.cell =
        new SegmentCell(
            segment,
            settings.segmentBytes(),
            nanos -> times.took(TimedOperation.EDIT, nanos),
            flights::invalidate);
    this.metrics = SegmentMetrics.of(number);
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
            filter -> flights.invalidateAll(filter::matches),
            settings.segmentBytes(),
            settings.policy());
    LocalInspectors.of(context.getSystem()).opened(inspector);
    LocalCells.of(context.getSystem()).opened(number, cell);
    timers.startTimerWithFixedDelay(
        SegmentCommand.ExpireLeases.INSTANCE, settings.leaseCheckInterval());
    timers.startTimerWithFixedDelay(SegmentCommand.Sweep.INSTANCE, SWEEP_INTERVAL);
  }

  @Override
  public Receive<SegmentCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            SegmentCommand.Operations.class,
            message -> cell.exclusively(() -> onOperations(message)))
        .onMessage(
            SegmentCommand.ClientGone.class,
            message -> cell.exclusively(() -> onClientGone(message)))
        .onMessageEquals(
            SegmentCommand.ExpireLeases.INSTANCE, () -> cell.exclusively(this::onExpireLeases))
        .onMessageEquals(SegmentCommand.Sweep.INSTANCE, () -> cell.exclusively(this::onSweep))
        .onSignal(PostStop.class, this::onStop)
        .build();
  }

  private Behavior<SegmentCommand> onOperations(SegmentCommand.Operations message) {
    ActorRef<Answers> client = message.replyTo();
    if (watched.add(client)) {
      getContext().watchWith(client, new SegmentCommand.ClientGone(client));
    }
    AnswerBatch answers = new AnswerBatch(number, settings.maxMessageBytes(), client);
    long now = clock.millis();
    for (Operation operation : message.operations()) {
      answers.add(perform(operation, client, now));
    }
    answers.send(message.batch());
    metrics.holds(segment.tally(), flights.size());
    return this;
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
      flights.invalidate(remove.key());
      return new Answer.Done(remove.id(), segment.remove(remove.key()));
    } else if (operation instanceof Operation.Acquire acquire) {
      return acquire(acquire, client, now);
    } else if (operation instanceof Operation.Fill fill) {
      return fill(fill, client, now);
    } else if (operation instanceof Operation.Leave leave) {
      flights.leave(leave.key(), new Waiter(client, leave.flight()), now).ifPresent(this::grant);
      return new Answer.Done(leave.id(), true);
    } else if (operation instanceof Operation.Describe describe) {
      return new Answer.Description(
          describe.id(),
          segment.tally(),
          segment.tally(describe.tenant()),
          flights.size(),
          settings.segmentBytes());
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
    // A load that began before this put must not overwrite it.
    flights.invalidate(put.key());
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
    Duration ttl = Duration.ofMillis(fill.ttl());
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

  private Behavior<SegmentCommand> onExpireLeases() {
    flights.expire(clock.millis()).forEach(this::grant);
    // Who borrows the segment does not publish what it holds.
    metrics.holds(segment.tally(), flights.size());
    metrics.counted(analytics.figures());
    return this;
  }

  private Behavior<SegmentCommand> onSweep() {
    segment.removeExpired(clock.millis());
    metrics.holds(segment.tally(), flights.size());
    return this;
  }

  private Behavior<SegmentCommand> onStop(PostStop signal) {
    LocalInspectors.of(getContext().getSystem()).closed(inspector);
    LocalCells.of(getContext().getSystem()).closed(number, cell);
    metrics.counted(analytics.figures());
    metrics.gone();
    return this;
  }
}
