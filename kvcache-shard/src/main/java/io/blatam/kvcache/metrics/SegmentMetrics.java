package io.blatam.kvcache.metrics;

import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.analytics.GroupName;
import io.blatam.kvcache.engine.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Gauge;
import kamon.tag.TagSet;

/** One segment's share in the registry. Belongs to the segment's one writer. */
public final class SegmentMetrics {

  private static final String REQUESTS = "blatam.kvcache.requests";

  private final Map<String, Namespace> namespaces = new HashMap<>();

  /** As many as there are groups of figures, which is bounded. */
  private final Map<GroupName, GroupFigures> counted = new HashMap<>();

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

  /** Publishes how far the counts of each tenant's namespaces went since last time. */
  public void counted(List<GroupFigures> figures) {
    for (GroupFigures now : figures) {
      GroupFigures before =
          counted.getOrDefault(now.name(), new GroupFigures(now.name(), 0, 0, 0, 0, 0));
      Namespace counters = counters(now.name().others() ? "(other)" : now.name().namespace());
      counters.hits().increment(now.hits() - before.hits());
      counters.misses().increment(now.misses() - before.misses());
      counters.joined().increment(now.joined() - before.joined());
      counters.savedMillis().increment(now.savedMillis() - before.savedMillis());
      counted.put(now.name(), now);
    }
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

  /** With both tags at once: one after the other would leave a series with the first alone. */
  private static Counter requests(String namespace, String result) {
    return Kamon.counter(REQUESTS)
        .withTags(TagSet.builder().add("namespace", namespace).add("result", result).build());
  }

  private Namespace counters(String namespace) {
    return namespaces.computeIfAbsent(
        namespace,
        name ->
            new Namespace(
                requests(name, "hit"),
                requests(name, "miss"),
                Kamon.counter("blatam.kvcache.joined").withTag("namespace", name),
                Kamon.counter("blatam.kvcache.saved-millis").withTag("namespace", name)));
  }
}
