package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.settings.KvCacheSettings;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Carries out what callers ask of a segment, each operation by the part that knows how. Belongs to
 * the segment's one writer.
 */
final class SegmentOperations {

  private final KvCacheSettings settings;
  private final CacheSegment segment;
  private final SegmentCell cell;
  private final StoredOperations stored;
  private final StepOperations steps;
  private final SegmentFlights flights;
  private final SegmentCell.Changes changes;

  SegmentOperations(
      KvCacheSettings settings,
      CacheSegment segment,
      SegmentCell cell,
      StoredOperations stored,
      StepOperations steps,
      SegmentFlights flights,
      SegmentCell.Changes changes) {
    this.settings = settings;
    this.segment = segment;
    this.cell = cell;
    this.stored = stored;
    this.steps = steps;
    this.flights = flights;
    this.changes = changes;
  }

  /**
   * @param reply given the answer, now or later
   * @param now milliseconds since the epoch
   */
  void perform(Operation operation, ActorRef<Answers> client, Consumer<Answer> reply, long now) {
    if (operation instanceof Operation.PutAfter put && stored.backed(put.key())) {
      stored.take(put.alone(), reply, now);
    } else if (operation instanceof Operation.Acquire acquire) {
      flights.acquire(acquire, client, reply, now);
    } else if (operation instanceof Operation.Hold hold) {
      steps.hold(hold, reply, now);
    } else if (operation instanceof Operation.Release release) {
      steps.release(release, reply, now);
    } else if (!stored.take(operation, reply, now)) {
      reply.accept(answer(operation, client, now));
    }
  }

  private Answer answer(Operation operation, ActorRef<Answers> client, long now) {
    if (operation instanceof Operation.Get get) {
      return get(get, now);
    } else if (operation instanceof Operation.Put put) {
      return put(put, now);
    } else if (operation instanceof Operation.PutAfter put) {
      return putAfter(put, now);
    } else if (operation instanceof Operation.PutNew put) {
      return putNew(put, now);
    } else if (operation instanceof Operation.Remove remove) {
      changes.changed(remove.key());
      return new Answer.Done(remove.id(), segment.remove(remove.key()));
    } else if (operation instanceof Operation.Fill fill) {
      return flights.fill(fill, client, now);
    } else if (operation instanceof Operation.Leave leave) {
      return flights.leave(leave, client, now);
    } else if (operation instanceof Operation.Prefetch prefetch) {
      return new Answer.Done(prefetch.id(), segment.fetch(prefetch.key(), now));
    } else if (operation instanceof Operation.Describe describe) {
      return describe(describe);
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

  private Answer get(Operation.Get get, long now) {
    return segment
        .get(get.key(), now)
        .<Answer>map(
            found -> new Answer.Found(get.id(), found.value(), found.absent(), found.cost()))
        .orElseGet(() -> new Answer.Missing(get.id()));
  }

  private Answer put(Operation.Put put, long now) {
    changes.changed(put.key());
    boolean kept =
        segment.put(put.key(), put.value(), Duration.ofMillis(put.ttl()), put.cost(), now);
    return new Answer.Done(put.id(), kept);
  }

  private Answer putAfter(Operation.PutAfter put, long now) {
    changes.changed(put.key());
    boolean kept =
        segment.putAfter(
            put.parent(), put.key(), put.value(), Duration.ofMillis(put.ttl()), put.cost(), now);
    return new Answer.Done(put.id(), kept);
  }

  private Answer putNew(Operation.PutNew put, long now) {
    boolean free =
        put.entries().stream()
            .noneMatch(entry -> cell.perform(entry.key(), new Edit.Peek(), now).found());
    if (free) {
      for (Operation.NewEntry entry : put.entries()) {
        Edit write = new Edit.Write(entry.value(), Edit.Condition.ALWAYS, Expiry.NEVER, false);
        cell.perform(entry.key(), write, now);
      }
    }
    return new Answer.Done(put.id(), free);
  }

  private Answer describe(Operation.Describe describe) {
    return new Answer.Description(
        describe.id(),
        segment.tally(),
        segment.tally(describe.tenant()),
        flights.size(),
        settings.segmentBytes(),
        segment.tiers());
  }
}
