package io.blatam.kvcache.metrics;

import kamon.Kamon;
import kamon.metric.Gauge;
import kamon.tag.TagSet;

/** What is worked out from counts, in Kamon's registry. Thread-safe. */
public final class InsightMetrics {

  private static final double PER_MILLE = 1_000;

  private final Gauge lookups = Kamon.gauge("blatam.kvcache.lookups-per-second").withoutTags();
  private final Gauge evictions = Kamon.gauge("blatam.kvcache.evictions-per-second").withoutTags();
  private final Gauge hitRatio = Kamon.gauge("blatam.kvcache.hit-ratio").withoutTags();

  /** This node's, over the last window. */
  public void rates(double lookupsPerSecond, double evictionsPerSecond, long hits, long misses) {
    lookups.update(lookupsPerSecond);
    evictions.update(evictionsPerSecond);
    long all = hits + misses;
    hitRatio.update(all == 0 ? 0 : Math.round(hits * PER_MILLE / all) / PER_MILLE);
  }

  /** How the check came out when somebody last looked: 0 well, 1 warning, 2 critical. */
  public static void health(String check, int level) {
    Kamon.gauge("blatam.kvcache.health").withTag("check", check).update(level);
  }

  /** What hits saved would have cost, since the segments came up, as somebody last looked. */
  public static void savedMoney(String namespace, String by, double amount) {
    Kamon.gauge("blatam.kvcache.saved-money")
        .withTags(TagSet.builder().add("namespace", namespace).add("by", by).build())
        .update(amount);
  }

  /** A door refused an operation. @param why access, limit or rate; unread: a client was cut off */
  public static void refused(String door, String why) {
    Kamon.counter("blatam.kvcache.refused")
        .withTags(TagSet.builder().add("door", door).add("why", why).build())
        .increment();
  }
}
