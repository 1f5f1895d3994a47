package io.blatam.kvcache.metrics;

import io.blatam.kvcache.copies.CopyValue;
import kamon.Kamon;
import kamon.metric.Counter;

/** What copies of other nodes' entries were good for. Belongs to the client's one thread. */
public final class CopyMetrics {

  private static final String NAME = "blatam.kvcache.copies";

  private final Counter taken = Kamon.counter(NAME).withTag("result", "taken");
  private final Counter hits = Kamon.counter(NAME).withTag("result", "hit");
  private final Counter recalled = Kamon.counter(NAME).withTag("result", "recalled");
  private final Counter declined = Kamon.counter(NAME).withTag("result", "declined");
  private CopyValue last = CopyValue.ZERO;

  /** Publishes how far the counts went since last time. */
  public void counted(CopyValue now) {
    taken.increment(now.taken() - last.taken());
    hits.increment(now.hits() - last.hits());
    recalled.increment(now.recalled() - last.recalled());
    declined.increment(now.declined() - last.declined());
    last = now;
  }
}
