package io.blatam.kvcache.analytics;

import io.blatam.kvcache.analytics.SampledKeys.Reference;
import io.blatam.kvcache.engine.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What one segment knows of one tenant's namespace. Not thread-safe. */
final class Group {

  /** A sample that saw less than half of the misses says little of their distances. */
  private static final double MOST_SCALED = 2;

  /** Powers of two of milliseconds: up to 35 years. */
  static final int TIMES = 40;

  final GroupName name;

  /** How many its segment knew before. */
  final int number;

  final HotKeys hot;
  private final SampledKeys keys;
  private final long maxBytes;

  /** What is counted for it. */
  final List<Scope> scopes = new ArrayList<>();

  long joined;
  long joinedMillis;

  ReuseHistogram reuse = ReuseHistogram.empty();
  double[] times = new double[TIMES];

  /** References by distance, each counted as often as its key had been used by then. */
  private final double[] usesByDistance = new double[ReuseHistogram.BUCKETS];

  /** Counts as they were when older accesses last lost half of their weight, and that weight. */
  private GroupFigures faded;

  private double carriedHits;
  private double carriedMisses;
  private double carriedSaved;

  /** What the sample says of the same counts. */
  private double sampledHits;

  private double sampledMisses;
  private double sampledSaved;
  private double coldReferences;
  private double coldCost;

  /** Told of every reference to one of its sampled keys. */
  final Reference references =
      new Reference() {
        @Override
        public void again(long distance, long cost, long sinceMillis, int uses) {
          double weight = keys.weight();
          reuse.add(distance, weight, cost);
          usesByDistance[ReuseHistogram.bucket(distance)] += weight * uses;
          times[Math.min(TIMES - 1, 64 - Long.numberOfLeadingZeros(sinceMillis))] += weight;
        }

        @Override
        public void cold() {
          coldReferences += keys.weight();
        }
      };

  /**
   * @param maxBytes the segment's bound
   */
  Group(GroupName name, int number, int hotKeys, SampledKeys keys, long maxBytes) {
    this.name = name;
    this.number = number;
    this.maxBytes = maxBytes;
    this.hot = new HotKeys(hotKeys);
    this.keys = keys;
    this.faded = figures();
  }

  void sampledHit(long cost) {
    sampledHits += keys.weight();
    sampledSaved += cost * keys.weight();
  }

  void sampledMiss() {
    sampledMisses += keys.weight();
  }

  /** What was looked up in vain has been computed: now its cost is known. */
  void coldCost(long cost) {
    coldCost += cost * keys.weight();
  }

  double lookups() {
    return recentHits() + recentMisses();
  }

  private double recentHits() {
    return carriedHits + sum(Scope::hits) - faded.hits();
  }

  private double recentMisses() {
    return carriedMisses + sum(Scope::misses) - faded.misses();
  }

  private double recentSaved() {
    return carriedSaved + savedMillis() - faded.savedMillis();
  }

  private long savedMillis() {
    return sum(Scope::savedMillis) + joinedMillis;
  }

  private long sum(ToLongFunction<Scope> count) {
    return scopes.stream().mapToLong(count).sum();
  }

  /**
   * The histogram with what the sample missed. Of a hot key either all references are seen or none,
   * so the sums are off by what hot keys make up; but how many hits and misses there were and what
   * hits saved is known exactly. The hits that are missing, or too many, are spread over the
   * distances that the segment has room for as these vary with all hits from sample to sample,
   * which is as the references there do, each counted as often as its key was used: the regression
   * estimate (Cochran, Sampling Techniques, 1977, chapter 7) where keys are drawn and references
   * counted. Longer distances and first references are scaled to the misses, a ratio estimate.
   */
  ReuseHistogram corrected() {
    double missScale =
        sampledMisses > 0 ? Math.min(MOST_SCALED, recentMisses() / sampledMisses) : 1;
    double missed = recentMisses() - missScale * sampledMisses;
    return reuse
        .spread(
            maxBytes,
            recentHits() - sampledHits,
            recentSaved() - sampledSaved,
            usesByDistance,
            missScale)
        .withCold(Math.max(0, missScale * coldReferences + missed), missScale * coldCost);
  }

  GroupFigures figures() {
    return new GroupFigures(
        name, sum(Scope::hits), sum(Scope::misses), savedMillis(), joined, sum(Scope::evictions));
  }

  /** From now on what was counted so far weighs half. */
  void halve() {
    carriedHits = recentHits() / 2;
    carriedMisses = recentMisses() / 2;
    carriedSaved = recentSaved() / 2;
    faded = figures();
    sampledHits /= 2;
    sampledMisses /= 2;
    sampledSaved /= 2;
    reuse = reuse.scaled(0.5);
    for (int i = 0; i < usesByDistance.length; i++) {
      usesByDistance[i] /= 2;
    }
    coldReferences /= 2;
    coldCost /= 2;
    for (int i = 0; i < TIMES; i++) {
      times[i] /= 2;
    }
    hot.halve();
  }
}
