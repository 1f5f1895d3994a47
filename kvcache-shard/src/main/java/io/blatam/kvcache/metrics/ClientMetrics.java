package io.blatam.kvcache.metrics;

import java.time.Duration;
import java.util.function.IntPredicate;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Timer;

/** What callers on this node see of the cache, network included. Thread-safe. */
public final class ClientMetrics {

  private final Timer latency = Kamon.timer("blatam.kvcache.latency").withoutTags();
  private final Counter bypassed = Kamon.counter("blatam.kvcache.bypassed").withoutTags();
  private final Counter timeouts = Kamon.counter("blatam.kvcache.timeouts").withoutTags();
  private final OperationTimes times;
  private final IntPredicate here;

  /**
   * @param here whether a segment lives on this node
   */
  public ClientMetrics(OperationTimes times, IntPredicate here) {
    this.times = times;
    this.here = here;
  }

  /** From the call until the segment's answer. */
  public void answered(int segment, long nanos) {
    latency.record(Duration.ofNanos(nanos));
    if (!here.test(segment)) {
      times.took(TimedOperation.REMOTE, nanos);
    }
  }

  /** From the call until what it was for. */
  public void took(TimedOperation operation, long nanos) {
    times.took(operation, nanos);
  }

  /** A loader ran beside the cache. */
  public void bypassed() {
    bypassed.increment();
  }

  /** A segment did not answer in time. */
  public void timedOut() {
    timeouts.increment();
  }
}
