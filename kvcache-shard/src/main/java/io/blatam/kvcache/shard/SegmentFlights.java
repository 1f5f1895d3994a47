package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.FlightTable;
import io.blatam.kvcache.engine.FlightTable.Grant;
import io.blatam.kvcache.engine.FlightTable.Landing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who loads what of a segment, and who waits for it: gives the value, the right to load it, or a
 * place in the queue, and tells everybody when it has come. Belongs to the segment's one writer.
 */
final class SegmentFlights {

  private final int number;
  private final CacheSegment segment;
  private final StoredOperations stored;
  private final SegmentAnalytics analytics;
  private final Consumer<CacheKey> filled;
  private final FlightTable<Waiter> flights;

  /**
   * @param filled told of every key before a load's value is stored
   * @param maxWaiters how many may wait for one key
   */
  SegmentFlights(
      int number,
      CacheSegment segment,
      StoredOperations stored,
      SegmentAnalytics analytics,
      Consumer<CacheKey> filled,
      int maxWaiters) {
    this.number = number;
    this.segment = segment;
    this.stored = stored;
    this.analytics = analytics;
    this.filled = filled;
    this.flights = new FlightTable<>(maxWaiters);
  }

  int size() {
    return flights.size();
  }

  /** A load of the key that began before this must not overwrite it. */
  void invalidate(CacheKey key) {
    flights.invalidate(key);
  }

  void invalidateAll(Predicate<CacheKey> keys) {
    flights.invalidateAll(keys);
  }

  /**
   * Looks the value up for who would load it.
   *
   * @param reply given the answer, now or when a store has said what it has
   */
  void acquire(
      Operation.Acquire acquire, ActorRef<Answers> client, Consumer<Answer> reply, long now) {
    CacheKey key = acquire.key();
    Waiter waiter = new Waiter(client, acquire.id());
    // Who asks again for its place is not one more miss.
    boolean standing = flights.standing(key, waiter).isPresent();
    if (!standing && stored.backed(key)) {
      Optional<Answer> stale = acquire.stale() ? stale(acquire, waiter, now) : Optional.empty();
      if (stale.isPresent()) {
        reply.accept(stale.get());
        return;
      }
      // What a store may have is asked of it before anybody is told to load it.
      stored.acquire(acquire, reply, at -> admit(acquire, waiter, at), now);
      return;
    }
    Optional<CachedValue> found =
        standing
            ? Optional.empty()
            : acquire.stale() ? segment.getStale(key, now) : segment.get(key, now);
    reply.accept(
        found
            .map(value -> found(acquire, value, waiter, now))
            .orElseGet(() -> admit(acquire, waiter, now)));
  }

  /** What a store stood behind until its end is still here, and the store has nothing newer. */
  private Optional<Answer> stale(Operation.Acquire acquire, Waiter waiter, long now) {
    return segment
        .inMemory(acquire.key(), now)
        .filter(entry -> entry.lifetime().freshUntil() <= now)
        .flatMap(entry -> segment.getStale(acquire.key(), now))
        .map(value -> found(acquire, value, waiter, now));
  }

  private Answer found(Operation.Acquire acquire, CachedValue found, Waiter waiter, long now) {
    if (!found.stale()) {
      return new Answer.Found(acquire.id(), found.value(), found.absent(), found.cost());
    }
    boolean refresh = flights.acquireIfFree(acquire.key(), waiter, lease(acquire), now);
    return new Answer.Stale(
        acquire.id(), acquire.key(), found.value(), found.absent(), found.cost(), refresh);
  }

  private Answer admit(Operation.Acquire acquire, Waiter waiter, long now) {
    return switch (flights.acquire(acquire.key(), waiter, lease(acquire), now)) {
      case GRANTED -> new Answer.Granted(acquire.id(), acquire.key());
      case PARKED -> new Answer.Parked(acquire.id());
      case FULL -> new Answer.Full(acquire.id());
    };
  }

  private static Duration lease(Operation.Acquire acquire) {
    return Duration.ofMillis(acquire.lease());
  }

  Answer fill(Operation.Fill fill, ActorRef<Answers> client, long now) {
    Optional<Landing<Waiter>> landing = flights.land(fill.key(), new Waiter(client, fill.flight()));
    if (landing.isEmpty()) {
      return new Answer.Done(fill.id(), false);
    }
    if (fill.absent() && fill.ttl() == 0) {
      // What was refreshed is there no more, so its stale value is wrong.
      segment.remove(fill.key());
    }
    boolean counts = landing.get().store() && !stored.changing(fill.key());
    boolean kept = counts && fill.ttl() > 0 && store(fill, now);
    deliver(landing.get().waiters(), fill);
    return new Answer.Done(fill.id(), kept);
  }

  private boolean store(Operation.Fill fill, long now) {
    if (!fill.absent() && stored.backed(fill.key())) {
      stored.fill(fill, now);
      return true;
    }
    Duration ttl = Duration.ofMillis(fill.ttl());
    filled.accept(fill.key());
    if (fill.absent()) {
      return segment.putAbsent(fill.key(), ttl, fill.cost(), now);
    }
    Duration stale = Duration.ofMillis(fill.stale());
    return segment.put(fill.key(), fill.value(), ttl, stale, fill.cost(), fill.after(), now);
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

  Answer leave(Operation.Leave leave, ActorRef<Answers> client, long now) {
    flights.leave(leave.key(), new Waiter(client, leave.flight()), now).ifPresent(this::grant);
    return new Answer.Done(leave.id(), true);
  }

  /** The client's node left, or its actor stopped. */
  void gone(ActorRef<Answers> client, long now) {
    flights.leaveAll(waiter -> waiter.client().equals(client), now).forEach(this::grant);
  }

  /** Hands on the places of those who took too long. */
  void expire(long now) {
    flights.expire(now).forEach(this::grant);
  }

  private void grant(Grant<Waiter> grant) {
    push(grant.waiter().client(), new Answer.Granted(grant.waiter().id(), grant.key()));
  }

  private void push(ActorRef<Answers> client, Answer answer) {
    client.tell(new Answers(number, Answers.NO_BATCH, List.of(answer)));
  }
}
