package io.blatam.bul.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant's queue as those see it who ask. Belongs to the queue's actor. */
record QueueSight(QueueLine line, QueueMetrics metrics) {

  QueueCommand.Depth depth(QueueState state) {
    return new QueueCommand.Depth(
        waiting(state),
        state.returned().size(),
        List.copyOf(state.leases().values()),
        state.pause(),
        metrics.meanRunMs());
  }

  /** By priority, retries included. */
  Map<Integer, Long> waiting(QueueState state) {
    Map<Integer, Long> waiting = new HashMap<>(line.waiting());
    state.returned().values().forEach(job -> waiting.merge(job.entry().priority(), 1L, Long::sum));
    return waiting;
  }

  QueueCommand.Place place(String jobId, QueueState state) {
    return new QueueCommand.Place(
        line.ahead(jobId, state),
        state.pause().isPresent(),
        state.leases().size(),
        metrics.meanRunMs());
  }
}
