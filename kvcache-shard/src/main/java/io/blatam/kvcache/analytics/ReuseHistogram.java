package io.blatam.kvcache.analytics;

import java.util.Arrays;

/**
 * References by reuse distance: how many bytes of other entries, its own included, were used since
 * an entry was used before. An LRU cache of {@code n} bytes hits those whose distance is at most
 * {@code n}. Belongs to one writer; {@link #copy} what is handed on.
 *
 * <p>Buckets are an eighth of an octave wide, so a distance is known within 12.5%.
 *
 * @param references estimated references, one number a bucket
 * @param cost what they would have cost to compute, in milliseconds
 * @param coldReferences references to what was never seen before, or not for very long
 */
public record ReuseHistogram(
    double[] references, double[] cost, double coldReferences, double coldCost) {

  private static final int STEPS = 8;
  private static final int STEP_BITS = 3;

  /** Distances below 256 bytes are one bucket: no entry is smaller. */
  private static final int SMALLEST_BITS = 8;

  /** Up to 1 TiB a segment. */
  static final int BUCKETS = (40 - SMALLEST_BITS) * STEPS;

  public static ReuseHistogram empty() {
    return new ReuseHistogram(new double[BUCKETS], new double[BUCKETS], 0, 0);
  }

  /** The bucket whose upper edge is the least at or above {@code bytes}. */
  static int bucket(long bytes) {
    if (bytes <= 1L << SMALLEST_BITS) {
      return 0;
    }
    long below = bytes - 1;
    int octave = 63 - Long.numberOfLeadingZeros(below);
    int step = (int) (below >>> (octave - STEP_BITS)) & (STEPS - 1);
    return Math.min(BUCKETS - 1, (octave - SMALLEST_BITS) * STEPS + step + 1);
  }

  /** The largest distance that belongs to the bucket. */
  static double edge(int bucket) {
    if (bucket == 0) {
      return 1L << SMALLEST_BITS;
    }
    int octave = (bucket - 1) / STEPS + SMALLEST_BITS;
    int step = (bucket - 1) % STEPS;
    return (1L << octave) * (1 + (step + 1) / (double) STEPS);
  }

  void add(long distance, double weight, double costMillis) {
    int bucket = bucket(distance);
    references[bucket] += weight;
    cost[bucket] += weight * costMillis;
  }

  public ReuseHistogram copy() {
    return new ReuseHistogram(references.clone(), cost.clone(), coldReferences, coldCost);
  }

  /** With everything times {@code factor}. */
  public ReuseHistogram scaled(double factor) {
    return new ReuseHistogram(
        Arrays.stream(references).map(each -> each * factor).toArray(),
        Arrays.stream(cost).map(each -> each * factor).toArray(),
        coldReferences * factor,
        coldCost * factor);
  }

  /**
   * With more hits, and more saved by them, spread over the distances up to {@code bytes} in these
   * proportions, and with all that is longer times a factor; first references stay as they are.
   */
  ReuseHistogram spread(
      long bytes, double moreHits, double moreSaved, double[] proportions, double far) {
    double[] spread = references.clone();
    double[] spreadCost = cost.clone();
    int near = 0;
    double all = 0;
    for (; near < BUCKETS && edge(near) <= bytes; near++) {
      all += proportions[near];
    }
    double leftHits = moreHits;
    double leftSaved = moreSaved;
    for (int i = 0; i < near && all > 0; i++) {
      double hits = Math.max(-spread[i], moreHits * proportions[i] / all);
      double saved = Math.max(-spreadCost[i], moreSaved * proportions[i] / all);
      spread[i] += hits;
      spreadCost[i] += saved;
      leftHits -= hits;
      leftSaved -= saved;
    }
    for (int i = near; i < BUCKETS; i++) {
      spread[i] *= far;
      spreadCost[i] *= far;
    }
    return new ReuseHistogram(spread, spreadCost, coldReferences, coldCost)
        .withShortest(leftHits, leftSaved);
  }

  public ReuseHistogram plus(ReuseHistogram other) {
    double[] sum = references.clone();
    double[] sumCost = cost.clone();
    for (int i = 0; i < BUCKETS; i++) {
      sum[i] += other.references[i];
      sumCost[i] += other.cost[i];
    }
    return new ReuseHistogram(
        sum, sumCost, coldReferences + other.coldReferences, coldCost + other.coldCost);
  }

  ReuseHistogram withCold(double moreReferences, double moreCost) {
    return new ReuseHistogram(
        references, cost, coldReferences + moreReferences, coldCost + moreCost);
  }

  /** Adds to the shortest distances in use; takes away from them at most what is there. */
  ReuseHistogram withShortest(double moreReferences, double moreCost) {
    double[] corrected = references.clone();
    double[] correctedCost = cost.clone();
    addToShortest(corrected, moreReferences);
    addToShortest(correctedCost, moreCost);
    return new ReuseHistogram(corrected, correctedCost, coldReferences, coldCost);
  }

  private static void addToShortest(double[] values, double more) {
    double left = more;
    for (int i = 0; i < BUCKETS && left != 0; i++) {
      if (values[i] > 0 || i == BUCKETS - 1) {
        double added = Math.max(left, -values[i]);
        values[i] += added;
        left -= added;
      }
    }
  }

  public double allReferences() {
    return Arrays.stream(references).sum() + coldReferences;
  }

  /** References that a segment of so many bytes would answer. */
  public double hits(double bytes) {
    return upTo(references, bytes);
  }

  /** Milliseconds that a segment of so many bytes would save. */
  public double saved(double bytes) {
    return upTo(cost, bytes);
  }

  private static double upTo(double[] values, double bytes) {
    double sum = 0;
    double from = 0;
    for (int i = 0; i < BUCKETS; i++) {
      double to = edge(i);
      if (to > bytes) {
        return bytes > from ? sum + values[i] * (bytes - from) / (to - from) : sum;
      }
      sum += values[i];
      from = to;
    }
    return sum;
  }
}
