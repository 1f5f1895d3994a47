package io.blatam.kvcache.metrics;

import io.blatam.kvcache.prefetch.PrefetchValue;
import kamon.Kamon;
import kamon.metric.Counter;

/** What a node fetched ahead, and what of it was asked for. Belongs to the client's one thread. */
public final class PrefetchMetrics {

  private static final String NAME = "blatam.kvcache.prefetch";

  private final Counter fetched = Kamon.counter(NAME).withTag("result", "fetched");
  private final Counter useful = Kamon.counter(NAME).withTag("result", "useful");
  private final Counter wasted = Kamon.counter(NAME).withTag("result", "wasted");
  private final Counter dropped = Kamon.counter(NAME).withTag("result", "dropped");
  private PrefetchValue last = PrefetchValue.ZERO;

  /** Publishes how far the counts went since last time. */
  public void counted(PrefetchValue now) {
    fetched.increment(now.fetched() - last.fetched());
    useful.increment(now.useful() - last.useful());
    wasted.increment(now.wasted() - last.wasted());
    dropped.increment(now.dropped() - last.dropped());
    last = now;
  }
}
