package io.blatam.kvcache.metrics;

import java.time.Duration;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Timer;

/** What callers on this node see of the cache, network included. Thread-safe. */
public final class ClientMetrics {

  private final Timer latency = Kamon.timer("blatam.kvcache.latency").withoutTags();
  private final Counter bypassed = Kamon.counter("blatam.kvcache.bypassed").withoutTags();
  private final Counter timeouts = Kamon.counter("blatam.kvcache.timeouts").withoutTags();

  /** From the call until the segment's answer. */
  public void answered(long nanos) {
    latency.record(Duration.ofNanos(nanos));
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
