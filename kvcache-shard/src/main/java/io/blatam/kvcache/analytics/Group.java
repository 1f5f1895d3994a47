package io.blatam.kvcache.analytics;

import io.blatam.kvcache.analytics.SampledKeys.Reference;

/** What one segment knows of one tenant's namespace. Not thread-safe. */
final class Group {

  /** Powers of two of milliseconds: up to 35 years. */
  /** A sample that saw less than a third of the hits says little of their distances. */
  private static final double MOST_ALIKE = 2;

  static final int TIMES = 40;

  final GroupName name;
  final HotKeys hot;
  private final SampledKeys keys;
  long hits;
  long misses;
  long savedMillis;
  long joined;
  long evicted;

  ReuseHistogram reuse = ReuseHistogram.empty();
  double[] times = new double[TIMES];

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

  final Reference told =
      new Reference() {
        @Override
        public void again(long distance, long cost, long sinceMillis) {
          double weight = 1 / keys.rate();
          reuse.add(distance, weight, cost);
          times[Math.min(TIMES - 1, 64 - Long.numberOfLeadingZeros(sinceMillis))] += weight;
        }

        @Override
        public void cold() {
          coldReferences += 1 / keys.rate();
        }
      };

  Group(GroupName name, int hotKeys, SampledKeys keys) {
    this.name = name;
    this.hot = new HotKeys(hotKeys);
    this.keys = keys;
    this.faded = figures();
  }

  void sampledHit(long cost) {
    sampledHits += 1 / keys.rate();
    sampledSaved += cost / keys.rate();
  }

  void sampledMiss() {
    sampledMisses += 1 / keys.rate();
  }

  /** What was looked up in vain has been computed: now its cost is known. */
  void coldCost(long cost) {
    coldCost += cost / keys.rate();
  }

  double lookups() {
    return recentHits() + recentMisses();
  }

  private double recentHits() {
    return carriedHits + hits - faded.hits();
  }

  private double recentMisses() {
    return carriedMisses + misses - faded.misses();
  }

  private double recentSaved() {
    return carriedSaved + savedMillis - faded.savedMillis();
  }

  /**
   * The histogram with what the sample missed. Of a hot key either all references are seen or none,
   * so the sums are off by what hot keys make up; how many hits there were and what they saved is
   * known exactly. Nobody knows how hot the keys are that are missing, or too many: half of the
   * difference goes to the shortest distance, where the very hottest are (the paper's SHARDS-adj,
   * which knows only the number of references), and half to all distances alike.
   */
  ReuseHistogram corrected() {
    double missed = Math.max(-coldReferences, recentMisses() - sampledMisses);
    double alike = sampledHits > 0 ? 1 + (recentHits() / sampledHits - 1) / 2 : 1;
    double factor = Math.min(MOST_ALIKE, alike);
    return reuse
        .scaled(factor)
        .withCold(coldReferences + missed, coldCost)
        .withShortest(recentHits() - factor * sampledHits, recentSaved() - factor * sampledSaved);
  }

  GroupFigures figures() {
    return new GroupFigures(name, hits, misses, savedMillis, joined, evicted);
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
    coldReferences /= 2;
    coldCost /= 2;
    for (int i = 0; i < TIMES; i++) {
      times[i] /= 2;
    }
    hot.halve();
  }
}
