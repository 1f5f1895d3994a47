package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.copies.CopySettings;
import io.blatam.kvcache.copies.Lendings;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.ExistsLeases;
import io.blatam.kvcache.handover.Arrival;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.metrics.SegmentMetrics;
import io.blatam.kvcache.metrics.TierMetrics;
import io.blatam.kvcache.metrics.TimedOperation;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.store.Stores;
import io.blatam.kvcache.tier.NodeTiers;
import io.blatam.kvcache.tier.SegmentTiers;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * One segment with everything that works on it, and how these are told of one another. Who has its
 * {@link #cell} may use the rest.
 */
final class LiveSegment implements SegmentCell.Changes {

  final CacheSegment segment;
  final SegmentCell cell;
  final SegmentTiers tiers;
  final SegmentStores stores;
  final SegmentFlights flights;
  final SegmentCopies copies;
  final SegmentAnalytics analytics;
  final SegmentInspector inspector;
  final Arrival arrival;
  private final int number;
  private final KvCacheSettings settings;
  private final Clock clock;
  private final SegmentMetrics metrics;
  private final TierMetrics tierMetrics;
  private final ExistsLeases leases;
  private final StoredOperations stored;
  private final SegmentOperations operations;

  /**
   * @param nodes how many nodes were asked for what they hold of the segment
   * @param later does something as the segment's one writer, soon; called on any thread
   */
  LiveSegment(
      int number,
      KvCacheSettings settings,
      NamespaceWrites writes,
      int nodes,
      Clock clock,
      ActorSystem<?> system,
      Consumer<Runnable> later) {
    this.number = number;
    this.settings = settings;
    this.clock = clock;
    this.metrics = SegmentMetrics.of(number);
    this.tierMetrics = TierMetrics.of(number);
    Config config = system.settings().config();
    NodeTiers node = NodeTiers.of(system);
    this.tiers = node.open(number);
    this.leases =
        new ExistsLeases(
            tiers.residency(), settings.existsLease().maxKeys(), settings.existsLease().maxBytes());
    this.segment =
        new CacheSegment(
            settings.quotas().bounds(settings.segmentBytes(), settings.segments()),
            settings.ttlJitter(),
            settings.policy().create(settings.segmentBytes()),
            node.codecs(),
            leases,
            new SplittableRandom());
    this.arrival = new Arrival(segment, settings.segmentBytes(), nodes);
    this.analytics =
        new SegmentAnalytics(AnalyticsSettings.from(config), settings.segmentBytes(), number);
    analytics.follow(segment);
    this.stores =
        new SegmentStores(
            number,
            writes,
            Stores.of(system)::named,
            segment,
            settings.patience().toMillis(),
            clock,
            later);
    this.stored = new StoredOperations(number, settings, segment, stores, this::changed);
    this.flights =
        new SegmentFlights(
            number, segment, stored, analytics, arrival::changed, settings.maxWaiters());
    CopySettings copySettings = CopySettings.from(config);
    OperationTimes times = OperationTimes.of(system);
    this.cell =
        new SegmentCell(
            segment,
            settings.segmentBytes(),
            nanos -> times.took(TimedOperation.EDIT, nanos),
            this,
            this::promise,
            stores,
            namespace -> writes.backed(namespace) || copySettings.enabled(namespace));
    this.operations =
        new SegmentOperations(
            settings,
            segment,
            cell,
            stored,
            new StepOperations(stores, this::changed),
            flights,
            this);
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
            arrival::isOpen,
            settings.segmentBytes(),
            settings.policy());
    tiers.beginWarmUp(segment);
  }

  /** Does what a client asks, or puts it in the place where it has to wait. */
  void take(SegmentCommand.Operations message) {
    AnswerBatch answers = new AnswerBatch(number, settings.maxMessageBytes(), message.replyTo());
    long now = clock.millis();
    message.operations().forEach(operation -> take(operation, message.replyTo(), answers, now));
    answers.end(message.batch());
    copies.tell();
  }

  private void take(Operation operation, ActorRef<Answers> client, AnswerBatch answers, long now) {
    long monotonic = monotonic();
    if (operation instanceof Operation.Return back) {
      copies.returned(back, client, now, monotonic);
      answers.add(new Answer.Done(back.id(), true));
    } else if (operation instanceof Operation.Get && answers.total() > settings.maxAnswerBytes()) {
      answers.add(new Answer.Deferred(operation.id()));
    } else if (!copies.holds(operation, client, answers::add, monotonic)) {
      operations.perform(
          operation,
          client,
          answer -> answers.add(copies.lent(operation, client, answer, now, monotonic)),
          now);
    }
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

  private void promise(CacheKey key, long now) {
    long lease = settings.existsLease().duration().toMillis();
    if (lease > 0) {
      leases.grant(key, now + lease);
    }
  }

  /** What was promised, or granted, for a time that is over. */
  void expire() {
    leases.end(clock.millis());
    flights.expire(clock.millis());
    onTime();
  }

  /** Goes on with what has waited for its time. */
  void onTime() {
    stores.tick(clock.millis());
    copies.tick(monotonic());
    copies.tell();
  }

  /** When {@link #onTime} is to be called, in milliseconds since the epoch. */
  OptionalLong wakeAt() {
    long monotonic = monotonic();
    long ahead = clock.millis() - monotonic;
    LongStream copiesDue = copies.wakeAt(monotonic).stream().map(at -> ahead + at);
    return LongStream.concat(stores.wakeAt().stream(), copiesDue).min();
  }

  /**
   * For the next owner, the hottest first. What a store stands behind stays: the next owner asks
   * the store, which can not be outdated.
   */
  List<CacheEntry> contents() {
    List<CacheEntry> contents = new ArrayList<>(arrival.hottestFirst(clock.millis()));
    contents.addAll(tiers.warm(clock.millis()));
    contents.removeIf(entry -> stored.backed(entry.key()));
    return contents;
  }

  /** Brings the registry up to date: with what is held, which costs next to nothing. */
  void publish() {
    metrics.holds(segment.tallyOfContents(), flights.size());
  }

  /** With the counts of each tenant's namespaces, too. */
  void publishCounts() {
    publish();
    metrics.counted(analytics.figures());
  }

  void publishTiers() {
    tierMetrics.holds(segment.tiers());
  }

  /** The segment ends here: what is counted is told for the last time. */
  void unpublish() {
    metrics.counted(analytics.figures());
    metrics.gone();
    tierMetrics.gone();
  }

  /** In milliseconds; unlike the time of day it only goes on. */
  private static long monotonic() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
