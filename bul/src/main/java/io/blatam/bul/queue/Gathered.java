package io.blatam.bul.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was said to a queue while its journal wrote, and is persisted together in the next write:
 * workers that have room, and jobs whose attempt is over. Belongs to the queue's actor.
 */
final class Gathered {

  /**
   * A worker's room, and what it gets.
   *
   * @param leases empty when there was nothing for it
   */
  record Given(QueueCommand.Grant grant, List<Lease> leases) {

    /** The coordinator first: a job may be over before it would hear of it otherwise. */
    void tell(String tenant) {
      grant
          .replyTo()
          .tell(
              new DispatchCommand.Granted(
                  grant.number(),
                  leases.stream()
                      .map(Lease::entry)
                      .map(entry -> new FairShare.Running(tenant, entry.jobId(), entry.lane()))
                      .toList()));
      leases.forEach(
          lease ->
              grant
                  .worker()
                  .tell(
                      new WorkerCommand.Run(
                          tenant, lease.entry().lane(), lease.entry().jobId(), lease.number())));
    }
  }

  private final List<QueueCommand.Grant> grants = new ArrayList<>();
  private final Map<String, QueueCommand.Over> over = new LinkedHashMap<>();

  boolean isEmpty() {
    return grants.isEmpty() && over.isEmpty();
  }

  void room(QueueCommand.Grant grant) {
    grants.add(grant);
  }

  void over(QueueCommand.Over said) {
    over.put(said.jobId(), said);
  }

  List<QueueCommand.Over> over() {
    return List.copyOf(over.values());
  }

  /** What has become of the jobs that are over, as far as the queue has to remember it. */
  List<QueueEvent> ends(QueueState state) {
    List<QueueEvent> events = new ArrayList<>();
    List<String> settled = new ArrayList<>();
    for (QueueCommand.Over said : over.values()) {
      if (said.outcome() != QueueCommand.Outcome.RETRY) {
        if (state.knows(said.jobId())) {
          settled.add(said.jobId());
        }
      } else if (state.isCurrent(said.jobId(), said.lease())) {
        events.add(
            new QueueEvent.Returned(state.leases().get(said.jobId()).entry(), said.notBefore()));
      }
    }
    if (!settled.isEmpty()) {
      events.add(new QueueEvent.Settled(settled));
    }
    return events;
  }

  /** Gives jobs to those who have room, in order. */
  List<Given> given(QueueState state, QueueChoice choice, Instant now) {
    List<Given> given = new ArrayList<>();
    long last = state.lastLease();
    for (QueueCommand.Grant grant : grants) {
      List<Lease> leases = new ArrayList<>();
      if (state.pause().isEmpty()) {
        for (Lane lane : grant.lanes()) {
          var entry = choice.next(lane);
          if (entry.isPresent()) {
            leases.add(new Lease(++last, entry.get(), grant.node(), now));
          }
        }
      }
      given.add(new Given(grant, leases));
    }
    return given;
  }

  void clear() {
    grants.clear();
    over.clear();
  }
}
