package io.blatam.benchmarks.policies;

import com.typesafe.config.ConfigFactory;
import io.blatam.benchmarks.segment.ProcessorTime;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What counting and sampling add to a lookup in a segment: the same one, whose analytics are told
 * of every other round of lookups. Two segments would differ by where their entries lie in memory,
 * and by more than what is measured.
 */
final class CurveCost {

  private static final long BOUND = 64L << 20;
  private static final int KEYS = 50_000;

  /** Of a round; short, so that what else the machine does hits both alike. */
  private static final int LOOKUPS = 20_000;

  /** Rounds that differ in what is looked up. */
  private static final int ORDERS = 20;

  private static final int WARM_UP = 100;
  private static final int ROUNDS = 600;

  /** The aim: what counting adds to a lookup, as a part of it. */
  private static final double AIM = 0.02;

  private CurveCost() {}

  private static SegmentAnalytics analytics() {
    return new SegmentAnalytics(
        AnalyticsSettings.from(ConfigFactory.parseResources("reference.conf").resolve()), BOUND, 1);
  }

  static boolean measure() {
    System.out.println();
    System.out.printf(
        "%-10s %14s %14s %12s %10s%n", "policy", "get ns", "with analytics", "added ns", "added");
    boolean reached = true;
    for (PolicyName policy : PolicyName.values()) {
      CacheSegment segment = Segment.plain(policy, BOUND, 1);
      SegmentAnalytics analytics = analytics();
      analytics.follow(segment);
      CacheKey[] keys = keys();
      fill(segment, keys);
      int[] order = order();
      double[] without = new double[ROUNDS];
      double[] added = new double[ROUNDS];
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        int from = Math.floorMod(round, ORDERS) * LOOKUPS;
        // Who comes second finds the entries in the processor's caches, so they take turns.
        boolean onFirst = round / ORDERS % 2 == 0;
        turn(segment, analytics, onFirst);
        double early = nanos(segment, keys, order, from);
        turn(segment, analytics, !onFirst);
        double late = nanos(segment, keys, order, from);
        if (round >= 0) {
          without[round] = onFirst ? late : early;
          added[round] = onFirst ? early - late : late - early;
        }
      }
      double base = mean(without);
      double more = mean(added);
      System.out.printf(
          "%-10s %14.1f %14.1f %12.1f %9.1f%%%n",
          policy.label(), base, base + more, more, 100 * more / base);
      reached &= more <= AIM * base;
    }
    return reached;
  }

  private static void turn(CacheSegment segment, SegmentAnalytics analytics, boolean on) {
    if (on) {
      segment.sample(analytics.sample());
    } else {
      segment.sampleNothing();
    }
  }

  /** Of the middle half: the rest tells of other work. */
  private static double mean(double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return Arrays.stream(sorted, ROUNDS / 4, ROUNDS - ROUNDS / 4).average().orElseThrow();
  }

  private static CacheKey[] keys() {
    CacheKey[] keys = new CacheKey[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = new CacheKey("acme", "generation", "key-" + i);
    }
    return keys;
  }

  private static void fill(CacheSegment segment, CacheKey[] keys) {
    for (CacheKey key : keys) {
      segment.put(key, new byte[100], Duration.ofDays(1), 100, 1);
    }
  }

  /** Zipf-like by inversion. */
  private static int[] order() {
    SplittableRandom random = new SplittableRandom(5);
    int[] order = new int[ORDERS * LOOKUPS];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (Math.pow(random.nextDouble(), 3) * KEYS);
    }
    return order;
  }

  private static double nanos(CacheSegment segment, CacheKey[] keys, int[] order, int from) {
    long hits = 0;
    long started = ProcessorTime.now();
    for (int i = from; i < from + LOOKUPS; i++) {
      hits += segment.get(keys[order[i]], 2 + i / 1_000).isPresent() ? 1 : 0;
    }
    long took = ProcessorTime.now() - started;
    if (hits != LOOKUPS) {
      throw new IllegalStateException((LOOKUPS - hits) + " lookups missed");
    }
    return (double) took / LOOKUPS;
  }
}
