package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/**
 * How soon entries are asked for again, learned by class: how often an entry was asked for × how
 * long ago the time before last. For each class and age it gives the entry's Gittins index: the
 * best, over all horizons, of the chance that it is asked for within the horizon ÷ the time that it
 * would take up room until then. Hazards are Kaplan and Meier's estimate over geometric age
 * buckets, entries still waiting counted as censored; classes with few observations lean on the
 * hazards of their count alone, and those on all entries'. Old observations fade.
 */
final class ReuseModel {

  static final int BUCKETS = 96;
  static final int COUNTS = 5;
  static final int INTERVALS = 8;
  static final int CLASSES = COUNTS * INTERVALS;

  private static final double FADE = 0.95;

  /** As many observations as the parent's hazard counts for. */
  private static final double PRIOR = 4;

  private static final double CERTAINLY_USED = 1e-4;

  private final double[][] reused = new double[CLASSES][BUCKETS];
  private final double[][] given = new double[CLASSES][BUCKETS];
  private final double[][] index = new double[CLASSES][BUCKETS];
  private final double[] width = new double[BUCKETS];

  ReuseModel() {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      width[bucket] = Math.max(1, start(bucket + 1) - start(bucket));
      for (double[] row : index) {
        row[bucket] = 1 / (start(bucket) + 1);
      }
    }
  }

  /** The age bucket: four to each doubling. */
  static int bucket(long age) {
    long atLeastOne = Math.max(1, age);
    int octave = 63 - Long.numberOfLeadingZeros(atLeastOne);
    long quarter = octave >= 2 ? atLeastOne >>> (octave - 2) : atLeastOne << (2 - octave);
    return Math.min(BUCKETS - 1, 4 * octave + (int) (quarter & 3));
  }

  private static double start(int bucket) {
    return (1 + (bucket & 3) / 4.0) * Math.scalb(1.0, bucket >> 2);
  }

  /**
   * @param interval accesses between the last two times; ignored for an entry asked for once
   * @param slots about how many entries the cache holds
   */
  static int classOf(long count, long interval, double slots) {
    int often = count <= 1 ? 0 : count == 2 ? 1 : count <= 4 ? 2 : count <= 8 ? 3 : 4;
    int apart = 0;
    if (count > 1) {
      double eighths = Math.max(1, 16 * interval / slots);
      apart = Math.min(INTERVALS - 1, 1 + (63 - Long.numberOfLeadingZeros((long) eighths)));
    }
    return often * INTERVALS + apart;
  }

  double index(int kind, int bucket) {
    return index[kind][bucket];
  }

  /** An entry was asked for again at this age. */
  void reused(int kind, long age) {
    reused[kind][bucket(age)]++;
  }

  /** An entry was not asked for up to this age, and will not be watched longer. */
  void givenUp(int kind, long age) {
    given[kind][bucket(age)]++;
  }

  /**
   * Computes every index anew.
   *
   * @param waiting how many entries of each class and age bucket have not been asked for again yet
   */
  void learn(double[][] waiting) {
    double[] allReused = new double[BUCKETS];
    double[] allOpen = new double[BUCKETS];
    double[][] countReused = new double[COUNTS][BUCKETS];
    double[][] countOpen = new double[COUNTS][BUCKETS];
    for (int kind = 0; kind < CLASSES; kind++) {
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        waiting[kind][bucket] += given[kind][bucket];
        add(allReused, allOpen, bucket, kind, waiting);
        add(countReused[kind / INTERVALS], countOpen[kind / INTERVALS], bucket, kind, waiting);
      }
    }
    double[] general = hazard(allReused, allOpen, new double[BUCKETS], 1);
    for (int often = 0; often < COUNTS; often++) {
      double[] parent = hazard(countReused[often], countOpen[often], general, PRIOR);
      double[] parentIndex = indexOf(parent);
      for (int kind = often * INTERVALS; kind < (often + 1) * INTERVALS; kind++) {
        boolean unseen = sum(reused[kind]) + sum(waiting[kind]) == 0;
        index[kind] =
            unseen ? parentIndex : indexOf(hazard(reused[kind], waiting[kind], parent, PRIOR));
      }
    }
    for (int kind = 0; kind < CLASSES; kind++) {
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        reused[kind][bucket] *= FADE;
        given[kind][bucket] *= FADE;
      }
    }
  }

  private void add(double[] hits, double[] open, int bucket, int kind, double[][] waiting) {
    hits[bucket] += reused[kind][bucket];
    open[bucket] += waiting[kind][bucket];
  }

  private static double[] hazard(double[] hits, double[] open, double[] prior, double priorWeight) {
    double[] hazard = new double[BUCKETS];
    double atRisk = 0;
    for (int bucket = BUCKETS - 1; bucket >= 0; bucket--) {
      atRisk += hits[bucket] + open[bucket];
      double seen = atRisk - open[bucket] / 2;
      hazard[bucket] = (hits[bucket] + priorWeight * prior[bucket]) / (seen + priorWeight);
    }
    return hazard;
  }

  private double[] indexOf(double[] hazard) {
    double[] best = new double[BUCKETS];
    for (int from = 0; from < BUCKETS; from++) {
      double survives = 1;
      double used = 0;
      double time = 0;
      for (int to = from; to < BUCKETS && survives >= CERTAINLY_USED; to++) {
        used += survives * hazard[to];
        time += survives * width[to] * (1 - hazard[to] / 2);
        survives *= 1 - hazard[to];
        best[from] = Math.max(best[from], used / time);
      }
    }
    return best;
  }

  private static double sum(double[] row) {
    return Arrays.stream(row).sum();
  }
}
