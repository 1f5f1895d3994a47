package io.blatam.kvcache.metrics;

import io.blatam.kvcache.engine.TierTally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Gauge;
import kamon.tag.TagSet;

/**
 * The tiers of one segment in the registry, tagged with {@code tier}. Belongs to the segment's one
 * writer.
 */
public final class TierMetrics {

  private final int segment;
  private final Map<String, Tier> tiers = new HashMap<>();

  private static final class Tier {
    private final TagSet tags;
    private final Gauge entries;
    private final Gauge bytes;
    private final Counter hits;
    private final Counter arrivals;
    private final Counter dropped;
    private final Counter unreadable;
    private TierTally last;

    Tier(int segment, String name) {
      tags = TagSet.of("segment", Integer.toString(segment)).withTag("tier", name);
      entries = Kamon.gauge("blatam.kvcache.tier-entries").withTags(tags);
      bytes = Kamon.gauge("blatam.kvcache.tier-bytes").withTags(tags);
      hits = Kamon.counter("blatam.kvcache.tier-hits").withTag("tier", name);
      arrivals = Kamon.counter("blatam.kvcache.tier-arrivals").withTag("tier", name);
      dropped = Kamon.counter("blatam.kvcache.tier-dropped").withTag("tier", name);
      unreadable = Kamon.counter("blatam.kvcache.tier-unreadable").withTag("tier", name);
      last = new TierTally(name, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    void holds(TierTally now) {
      entries.update(now.entries());
      bytes.update(now.bytes());
      hits.increment(now.hits() - last.hits());
      arrivals.increment(now.arrivals() - last.arrivals());
      // What a file took with it is forgotten with the file when a tier is given up.
      dropped.increment(Math.max(0, now.dropped() - last.dropped()));
      unreadable.increment(now.unreadable() - last.unreadable());
      last = now;
    }

    void gone() {
      Kamon.gauge("blatam.kvcache.tier-entries").remove(tags);
      Kamon.gauge("blatam.kvcache.tier-bytes").remove(tags);
    }
  }

  private TierMetrics(int segment) {
    this.segment = segment;
  }

  public static TierMetrics of(int segment) {
    return new TierMetrics(segment);
  }

  /** Publishes what each tier holds now, and how far its counts went since last time. */
  public void holds(List<TierTally> tallies) {
    for (TierTally tally : tallies) {
      tiers.computeIfAbsent(tally.tier(), name -> new Tier(segment, name)).holds(tally);
    }
  }

  /** The segment lives here no longer. */
  public void gone() {
    tiers.values().forEach(Tier::gone);
  }
}
