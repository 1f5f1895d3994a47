package io.blatam.bul.queue;

import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a tenant's jobs to workers under leases, and takes them back: at their end, or when nothing
 * is heard of the worker. What is said while the journal writes is gathered and written together.
 * Belongs to the queue's actor.
 */
final class Leasing {

  private final String tenant;
  private final ActorContext<QueueCommand> context;
  private final EffectFactories<QueueEvent, QueueState> effects;
  private final QueueLine line;
  private final QueueMetrics metrics;
  private final Announcements announcements;
  private final Heard heard;
  private final Clock clock;
  private final Gathered gathered = new Gathered();

  Leasing(
      String tenant,
      ActorContext<QueueCommand> context,
      EffectFactories<QueueEvent, QueueState> effects,
      QueueLine line,
      QueueMetrics metrics,
      Announcements announcements,
      Heard heard,
      Clock clock) {
    this.tenant = tenant;
    this.context = context;
    this.effects = effects;
    this.line = line;
    this.metrics = metrics;
    this.announcements = announcements;
    this.heard = heard;
    this.clock = clock;
  }

  void recovered(QueueState state) {
    gathered.clear();
    heard.reset(state.leases().keySet(), now());
  }

  /** A worker has room. */
  Effect<QueueEvent, QueueState> room(QueueState state, QueueCommand.Grant grant) {
    settleSoon();
    gathered.room(grant);
    return effects.none();
  }

  Effect<QueueEvent, QueueState> over(QueueState state, QueueCommand.Over said) {
    settleSoon();
    gathered.over(said);
    return effects.none();
  }

  private void settleSoon() {
    if (gathered.isEmpty()) {
      context.getSelf().tell(new QueueCommand.Settle());
    }
  }

  /** Persists what was gathered, then gives out what was taken. */
  Effect<QueueEvent, QueueState> settle(QueueState state) {
    takeOutOfLine(state);
    List<QueueEvent> events = new ArrayList<>(gathered.ends(state));
    QueueState then = state;
    for (QueueEvent event : events) {
      then = then.after(event);
    }
    QueueState before = then;
    List<Gathered.Given> given = gathered.given(before, line.choice(before, now()), now());
    gathered.clear();
    List<Lease> leases = given.stream().map(Gathered.Given::leases).flatMap(List::stream).toList();
    if (!leases.isEmpty()) {
      events.add(new QueueEvent.Leased(leases));
    }
    if (events.isEmpty()) {
      given.forEach(room -> give(before, room));
      announcements.soon();
      return effects.none();
    }
    return effects
        .persist(events)
        .thenRun(
            (QueueState after) -> {
              heard.retain(after.leases().keySet());
              given.forEach(room -> give(before, room));
              announcements.soon();
            });
  }

  private void takeOutOfLine(QueueState state) {
    for (QueueCommand.Over said : gathered.over()) {
      if (state.isCurrent(said.jobId(), said.lease())) {
        metrics.ran(state.leases().get(said.jobId()), said.outcome(), now());
      }
      if (said.outcome() != QueueCommand.Outcome.RETRY) {
        line.withdraw(said.jobId());
      }
    }
  }

  private void give(QueueState before, Gathered.Given given) {
    for (Lease lease : given.leases()) {
      Entry entry = lease.entry();
      boolean first = !before.returned().containsKey(entry.jobId());
      if (first) {
        line.taken(entry);
      }
      metrics.leased(lease, first);
      heard.of(entry.jobId(), now());
    }
    given.tell(tenant);
  }

  /** A worker is alive; what it has and should not is taken from it. */
  Effect<QueueEvent, QueueState> beat(QueueState state, QueueCommand.Beat beat) {
    beat.leases()
        .forEach(
            (job, number) -> {
              if (state.isCurrent(job, number)) {
                heard.of(job, now());
              } else {
                beat.worker().tell(new WorkerCommand.Release(job, number));
              }
            });
    return effects.none();
  }

  /** Jobs whose worker is silent or gone wait again. */
  Effect<QueueEvent, QueueState> takeBack(QueueState state) {
    List<QueueEvent> returned = new ArrayList<>();
    for (Lease lease : heard.lost(state.leases().values(), now())) {
      String job = lease.entry().jobId();
      context
          .getLog()
          .warn("job {} waits again: nothing is heard of its worker on {}", job, lease.node());
      metrics.lost(lease);
      returned.add(new QueueEvent.Returned(lease.entry(), now()));
    }
    if (returned.isEmpty()) {
      announcements.soon();
      return effects.none();
    }
    return effects
        .persist(returned)
        .thenRun(
            (QueueState after) -> {
              heard.retain(after.leases().keySet());
              announcements.soon();
            });
  }

  private Instant now() {
    return clock.instant();
  }
}
