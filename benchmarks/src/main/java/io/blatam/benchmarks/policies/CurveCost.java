package io.blatam.benchmarks.policies;

import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What counting and sampling add to a lookup in a segment, with and without alternating. */
final class CurveCost {

  private static final int KEYS = 50_000;
  private static final int LOOKUPS = 400_000;
  private static final int ROUNDS = 15;

  /** The aim: what counting adds to a lookup, as a part of it. */
  private static final double AIM = 0.02;

  private CurveCost() {}

  static boolean measure() {
    System.out.println();
    System.out.printf(
        "%-10s %14s %14s %12s %10s%n", "policy", "get ns", "with analytics", "added ns", "added");
    boolean reached = true;
    for (PolicyName policy : PolicyName.values()) {
      CacheSegment plain = segment(policy);
      CacheSegment watched = segment(policy);
      watched.listen(
          new SegmentAnalytics(
              AnalyticsSettings.from(ConfigFactory.parseResources("reference.conf").resolve()),
              64L << 20,
              1));
      CacheKey[] keys = keys();
      fill(plain, keys);
      fill(watched, keys);
      int[] order = order();
      double[] without = new double[ROUNDS];
      double[] with = new double[ROUNDS];
      for (int round = -3; round < ROUNDS; round++) {
        double first = nanos(plain, keys, order);
        double second = nanos(watched, keys, order);
        if (round >= 0) {
          without[round] = first;
          with[round] = second - first;
        }
      }
      Arrays.sort(without);
      Arrays.sort(with);
      double base = without[ROUNDS / 2];
      double added = with[ROUNDS / 2];
      System.out.printf(
          "%-10s %14.1f %14.1f %12.1f %9.1f%%%n",
          policy.label(), base, base + added, added, 100 * added / base);
      reached &= added <= AIM * base;
    }
    return reached;
  }

  private static CacheSegment segment(PolicyName policy) {
    return new CacheSegment(
        64L << 20,
        0,
        policy.create(64L << 20),
        Codec.RAW,
        Residency.MEMORY_ONLY,
        new SplittableRandom(1));
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
    int[] order = new int[LOOKUPS];
    for (int i = 0; i < LOOKUPS; i++) {
      order[i] = (int) (Math.pow(random.nextDouble(), 3) * KEYS);
    }
    return order;
  }

  private static double nanos(CacheSegment segment, CacheKey[] keys, int[] order) {
    long hits = 0;
    long started = System.nanoTime();
    for (int i = 0; i < order.length; i++) {
      hits += segment.get(keys[order[i]], 2 + i / 1_000).isPresent() ? 1 : 0;
    }
    long took = System.nanoTime() - started;
    if (hits != order.length) {
      throw new IllegalStateException((order.length - hits) + " lookups missed");
    }
    return (double) took / order.length;
  }
}
