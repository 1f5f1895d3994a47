package io.blatam.bul.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When something was last heard of each leased job's worker, and so which leases are lost. Belongs
 * to the queue's actor.
 */
final class Heard {

  private final Duration patience;
  private final Predicate<String> members;
  private final Map<String, Instant> heard = new HashMap<>();

  /**
   * @param patience after which a worker that says nothing loses its jobs
   * @param members whether a node, as leases name it, is part of the cluster
   */
  Heard(Duration patience, Predicate<String> members) {
    this.patience = patience;
    this.members = members;
  }

  /** Nothing is known but that these are leased. */
  void reset(Collection<String> leased, Instant now) {
    heard.clear();
    leased.forEach(job -> heard.put(job, now));
  }

  void of(String job, Instant at) {
    heard.put(job, at);
  }

  /** Forgets every other. */
  void retain(Collection<String> leased) {
    heard.keySet().retainAll(leased);
  }

  /** Those whose worker is silent, or whose node has left the cluster. */
  List<Lease> lost(Collection<Lease> leases, Instant now) {
    Instant silentSince = now.minus(patience);
    return leases.stream()
        .filter(
            lease ->
                heard.computeIfAbsent(lease.entry().jobId(), unknown -> now).isBefore(silentSince)
                    || !members.test(lease.node()))
        .toList();
  }
}
