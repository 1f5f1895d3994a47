package io.blatam.bul.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kamon.Kamon;
import kamon.metric.DynamicRange;
import kamon.tag.TagSet;

/**
 * One tenant's queue in Kamon's registry, and the mean of its latest runs. Belongs to the queue's
 * actor.
 */
final class QueueMetrics {

  private static final double LATEST = 0.1;

  /** In nanoseconds, to two digits; the default ends at an hour. */
  private static final DynamicRange UP_TO_A_MONTH =
      new DynamicRange(1_000, TimeUnit.DAYS.toNanos(30), 2);

  private final String tenant;
  private double meanRunMs;

  QueueMetrics(String tenant) {
    this.tenant = tenant;
  }

  /**
   * @param first whether the job had no attempt before
   */
  void leased(Lease lease, boolean first) {
    if (first) {
      Kamon.timer("blatam.bul.queue.wait", UP_TO_A_MONTH)
          .withTags(tags(lease.entry().priority()))
          .record(positive(lease.entry().acceptedAt(), lease.at()));
    }
  }

  void ran(Lease lease, QueueCommand.Outcome outcome, Instant at) {
    Duration run = positive(lease.at(), at);
    meanRunMs = meanRunMs == 0 ? run.toMillis() : meanRunMs + LATEST * (run.toMillis() - meanRunMs);
    TagSet tags = tags(lease.entry().priority());
    Kamon.timer("blatam.bul.queue.run", UP_TO_A_MONTH).withTags(tags).record(run);
    Kamon.counter("blatam.bul.queue.over")
        .withTags(tags.withTag("outcome", outcome.name().toLowerCase(Locale.ROOT)))
        .increment();
  }

  /** Nothing is heard of a worker any more. */
  void lost(Lease lease) {
    Kamon.counter("blatam.bul.queue.over")
        .withTags(tags(lease.entry().priority()).withTag("outcome", "lost"))
        .increment();
  }

  /**
   * @param head the first job in line, if there is one
   */
  void holds(Map<Integer, Long> waiting, List<Entry> head, QueueState state, Instant now) {
    for (int priority = 1; priority <= 5; priority++) {
      Kamon.gauge("blatam.bul.queue.depth")
          .withTags(tags(priority))
          .update(waiting.getOrDefault(priority, 0L));
    }
    Kamon.gauge("blatam.bul.queue.running").withTag("tenant", tenant).update(state.leases().size());
    Kamon.gauge("blatam.bul.queue.first-waits-seconds")
        .withTag("tenant", tenant)
        .update(
            head.stream()
                .mapToLong(entry -> positive(entry.acceptedAt(), now).toSeconds())
                .findFirst()
                .orElse(0));
  }

  /** 0 before the first run. */
  long meanRunMs() {
    return Math.round(meanRunMs);
  }

  private TagSet tags(int priority) {
    return TagSet.of("tenant", tenant).withTag("priority", (long) priority);
  }

  /** Clocks of two nodes may disagree. */
  private static Duration positive(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.isNegative() ? Duration.ZERO : between;
  }
}
