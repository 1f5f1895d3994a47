package io.blatam.bul.queue;

import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant's queue must remember: who works on what, what waits again, whether it is paused.
 * Its size is bounded by the limits on leases and by {@link #full}, however many jobs wait, so a
 * snapshot of it is small. Immutable.
 *
 * @param lastLease number of the latest lease
 * @param leases by job
 * @param returned jobs that had a lease and wait for another, by job
 */
record QueueState(
    long lastLease, Map<String, Lease> leases, Map<String, Waiting> returned, Optional<Pause> pause)
    implements CborSerializable {

  static final QueueState EMPTY = new QueueState(0, Map.of(), Map.of(), Optional.empty());

  /**
   * @param notBefore when it may be tried again
   */
  record Waiting(Entry entry, Instant notBefore) {}

  record Pause(Instant at, String by) {}

  /**
   * Whether so many wait for another attempt that no job should be tried for the first time: what
   * fails them would fail it too.
   */
  boolean full(int atMost) {
    return returned.size() >= atMost;
  }

  boolean knows(String jobId) {
    return leases.containsKey(jobId) || returned.containsKey(jobId);
  }

  /** Whether {@code number} is the job's present lease. */
  boolean isCurrent(String jobId, long number) {
    Lease lease = leases.get(jobId);
    return lease != null && lease.number() == number;
  }

  QueueState after(QueueEvent event) {
    if (event instanceof QueueEvent.Paused paused) {
      return new QueueState(
          lastLease, leases, returned, Optional.of(new Pause(paused.at(), paused.by())));
    }
    if (event instanceof QueueEvent.Resumed) {
      return new QueueState(lastLease, leases, returned, Optional.empty());
    }
    Map<String, Lease> leased = new LinkedHashMap<>(leases);
    Map<String, Waiting> waiting = new LinkedHashMap<>(returned);
    long last = lastLease;
    if (event instanceof QueueEvent.Leased given) {
      for (Lease lease : given.leases()) {
        leased.put(lease.entry().jobId(), lease);
        waiting.remove(lease.entry().jobId());
        last = Math.max(last, lease.number());
      }
    } else if (event instanceof QueueEvent.Returned back) {
      leased.remove(back.entry().jobId());
      waiting.put(back.entry().jobId(), new Waiting(back.entry(), back.notBefore()));
    } else if (event instanceof QueueEvent.Settled settled) {
      settled.jobIds().forEach(leased::remove);
      settled.jobIds().forEach(waiting::remove);
    }
    return new QueueState(last, leased, waiting, pause);
  }
}
