package io.blatam.kvcache.metrics;

import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Gauge;
import kamon.tag.TagSet;

/** One segment's share in the registry. Belongs to the segment's one writer. */
public final class SegmentMetrics {

  private static final String REQUESTS = "blatam.kvcache.requests";

  /** Namespaces come from code, not from requests, so this stays small. */
  private final Map<String, Namespace> namespaces = new HashMap<>();

  private final TagSet tags;
  private final Gauge bytes;
  private final Gauge entries;
  private final Gauge flights;
  private final Counter evictions = Kamon.counter("blatam.kvcache.evictions").withoutTags();
  private final Counter expirations = Kamon.counter("blatam.kvcache.expirations").withoutTags();
  private Tally last = Tally.ZERO;

  private record Namespace(Counter hits, Counter misses, Counter joined, Counter savedMillis) {}

  private SegmentMetrics(int segment) {
    tags = TagSet.of("segment", Integer.toString(segment));
    bytes = Kamon.gauge("blatam.kvcache.bytes").withTags(tags);
    entries = Kamon.gauge("blatam.kvcache.entries").withTags(tags);
    flights = Kamon.gauge("blatam.kvcache.flights").withTags(tags);
  }

  public static SegmentMetrics of(int segment) {
    return new SegmentMetrics(segment);
  }

  public void lookedUp(String namespace, Optional<CachedValue> found) {
    Namespace counters = counters(namespace);
    if (found.isPresent()) {
      counters.hits().increment();
      counters.savedMillis().increment(found.get().cost());
    } else {
      counters.misses().increment();
    }
  }

  public void joined(String namespace, int waiters) {
    counters(namespace).joined().increment(waiters);
  }

  /** Publishes what the segment holds now, and how far its own counts went since last time. */
  public void holds(Tally now, int flightsNow) {
    bytes.update(now.bytes());
    entries.update(now.entries());
    flights.update(flightsNow);
    evictions.increment(now.evictions() - last.evictions());
    expirations.increment(now.expirations() - last.expirations());
    last = now;
  }

  /** The segment lives here no longer, so this node holds nothing of it. */
  public void gone() {
    Kamon.gauge("blatam.kvcache.bytes").remove(tags);
    Kamon.gauge("blatam.kvcache.entries").remove(tags);
    Kamon.gauge("blatam.kvcache.flights").remove(tags);
  }

  private Namespace counters(String namespace) {
    return namespaces.computeIfAbsent(
        namespace,
        name ->
            new Namespace(
                Kamon.counter(REQUESTS).withTag("namespace", name).withTag("result", "hit"),
                Kamon.counter(REQUESTS).withTag("namespace", name).withTag("result", "miss"),
                Kamon.counter("blatam.kvcache.joined").withTag("namespace", name),
                Kamon.counter("blatam.kvcache.saved-millis").withTag("namespace", name)));
  }
}
