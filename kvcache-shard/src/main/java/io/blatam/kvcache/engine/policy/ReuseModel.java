package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/**
 * How soon keys are asked for again, learned by kind. For each kind and age it gives the key's
 * Gittins index: the best, over all horizons, of the chance that it is asked for within the horizon
 * ÷ the time that it would take up room until then. Hazards are Kaplan and Meier's estimate over
 * geometric age buckets, keys still waiting counted as censored; kinds with few observations lean
 * on the hazards of their count alone, and those on all keys'. Old observations fade.
 */
final class ReuseModel {

  private static final int PER_OCTAVE_BITS = 1;
  private static final int PER_OCTAVE = 1 << PER_OCTAVE_BITS;

  static final int BUCKETS = 24 * PER_OCTAVE;

  /** What is left of an observation after a lesson at the usual distance. */
  private static final double FADE = 0.99;

  /** As many observations as the hazard of the more general group counts for. */
  private static final double PRIOR = 16;

  /** As many observations as the mean hazard of all ages counts for at each of them. */
  private static final double MEAN_PRIOR = 1;

  private static final double MOST = 0.999;

  private static final float[] UNLEARNED = new float[BUCKETS];
  private static final double[] WIDTH = new double[BUCKETS];

  static {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      WIDTH[bucket] = Math.max(1, start(bucket + 1) - start(bucket));
      UNLEARNED[bucket] = (float) (1 / (start(bucket) + 1));
    }
  }

  private final int alike;
  private final float[][] reused;
  private final float[][] given;
  private final float[][] index;

  /**
   * @param kinds how many there are
   * @param alike so many, one after the other, lean on one another
   */
  ReuseModel(int kinds, int alike) {
    this.alike = alike;
    this.reused = new float[kinds][];
    this.given = new float[kinds][];
    this.index = new float[kinds][];
    Arrays.fill(index, UNLEARNED);
  }

  Lesson lesson() {
    return new Lesson(index.length);
  }

  /** How many keys of each kind and age wait to be asked for again, at one moment. */
  static final class Lesson {
    private final float[][] waiting;

    private Lesson(int kinds) {
      this.waiting = new float[kinds][];
    }

    void waiting(int kind, int age, int keys) {
      int bucket = bucket(age);
      row(waiting, kind, bucket)[bucket] += keys;
    }
  }

  /** The age bucket: several to each doubling. */
  static int bucket(int age) {
    int atLeastOne = Math.max(1, age);
    int octave = 31 - Integer.numberOfLeadingZeros(atLeastOne);
    int part =
        octave >= PER_OCTAVE_BITS
            ? atLeastOne >>> (octave - PER_OCTAVE_BITS)
            : atLeastOne << (PER_OCTAVE_BITS - octave);
    return Math.min(BUCKETS - 1, PER_OCTAVE * octave + (part & PER_OCTAVE - 1));
  }

  private static double start(int bucket) {
    return (1 + bucket % PER_OCTAVE / (double) PER_OCTAVE) * Math.scalb(1.0, bucket / PER_OCTAVE);
  }

  double index(int kind, int bucket) {
    float[] row = index[kind];
    return row[Math.min(bucket, row.length - 1)];
  }

  /** A key was asked for again at this age. */
  void reused(int kind, int age) {
    int bucket = bucket(age);
    row(reused, kind, bucket)[bucket]++;
  }

  /** A key was not asked for up to this age, and will not be watched longer. */
  void givenUp(int kind, int age) {
    int bucket = bucket(age);
    row(given, kind, bucket)[bucket]++;
  }

  /**
   * Computes every index anew.
   *
   * @param distance to the next lesson, in usual distances
   */
  void learn(Lesson lesson, double distance) {
    double[] allReused = new double[BUCKETS];
    double[] allOpen = new double[BUCKETS];
    int groups = index.length / alike;
    double[][] groupReused = new double[groups][];
    double[][] groupOpen = new double[groups][];
    for (int kind = 0; kind < index.length; kind++) {
      int group = kind / alike;
      if (reused[kind] != null) {
        groupReused[group] = add(groupReused[group], reused[kind]);
        add(allReused, reused[kind]);
      }
      if (given[kind] != null) {
        float[] waiting = row(lesson.waiting, kind, given[kind].length - 1);
        for (int bucket = 0; bucket < given[kind].length; bucket++) {
          waiting[bucket] += given[kind][bucket];
        }
      }
      if (lesson.waiting[kind] != null) {
        groupOpen[group] = add(groupOpen[group], lesson.waiting[kind]);
        add(allOpen, lesson.waiting[kind]);
      }
    }
    int known = BUCKETS;
    while (known > 1 && allReused[known - 1] == 0 && allOpen[known - 1] == 0) {
      known--;
    }
    double[] general = hazard(allReused, allOpen, mean(allReused, allOpen), MEAN_PRIOR);
    for (int group = 0; group < groups; group++) {
      if (groupReused[group] != null || groupOpen[group] != null) {
        double[] hits = add(groupReused[group], null);
        double[] open = add(groupOpen[group], null);
        learnGroup(group, hazard(hits, open, general, PRIOR), lesson, known);
      }
    }
    float left = (float) Math.pow(FADE, distance);
    fade(reused, left);
    fade(given, left);
  }

  private void learnGroup(int group, double[] parent, Lesson lesson, int known) {
    float[] parentIndex = indexOf(parent, known);
    for (int kind = group * alike; kind < (group + 1) * alike; kind++) {
      double[] hits = add(null, reused[kind]);
      double[] open = add(null, lesson.waiting[kind]);
      index[kind] =
          reused[kind] == null && lesson.waiting[kind] == null
              ? parentIndex
              : indexOf(hazard(hits, open, parent, PRIOR), known);
    }
  }

  /** The kind's row, which is no longer than its oldest key makes it, and a little more. */
  private static float[] row(float[][] rows, int kind, int bucket) {
    float[] row = rows[kind];
    if (row == null || row.length <= bucket) {
      int length = Math.min(BUCKETS, (bucket | 7) + 1);
      row = row == null ? new float[length] : Arrays.copyOf(row, length);
      rows[kind] = row;
    }
    return row;
  }

  private static double[] add(double[] sum, float[] row) {
    double[] result = sum == null ? new double[BUCKETS] : sum;
    for (int bucket = 0; row != null && bucket < row.length; bucket++) {
      result[bucket] += row[bucket];
    }
    return result;
  }

  private static void fade(float[][] rows, float factor) {
    for (float[] row : rows) {
      for (int bucket = 0; row != null && bucket < row.length; bucket++) {
        row[bucket] *= factor;
      }
    }
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

  /**
   * The hazard of a bucket, whichever, with Jeffreys' prior. Ages that no key has reached yet get
   * it, those at which keys were seen and not asked for less: so in a loop longer than the cache
   * the first round already keeps the oldest.
   */
  private static double[] mean(double[] hits, double[] open) {
    double allHits = 0;
    double allSeen = 0;
    double atRisk = 0;
    for (int bucket = BUCKETS - 1; bucket >= 0; bucket--) {
      atRisk += hits[bucket] + open[bucket];
      allHits += hits[bucket];
      allSeen += atRisk - open[bucket] / 2;
    }
    double[] mean = new double[BUCKETS];
    Arrays.fill(mean, (allHits + 0.5) / (allSeen + 1));
    return mean;
  }

  /**
   * From each age on, uses over time up to a horizon is the slope between two points of the curve
   * of both since age 0, so the best horizon is the next corner of the curve's upper hull.
   *
   * @param known so many buckets have been seen; all later ones are like the last of these
   */
  private static float[] indexOf(double[] hazard, int known) {
    double[] uses = new double[BUCKETS + 1];
    double[] time = new double[BUCKETS + 1];
    double survives = 1;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      double risk = Math.min(MOST, hazard[bucket]);
      uses[bucket + 1] = uses[bucket] + survives * risk;
      time[bucket + 1] = time[bucket] + survives * WIDTH[bucket] * (1 - risk / 2);
      survives *= 1 - risk;
    }
    float[] best = new float[BUCKETS];
    int[] hull = new int[BUCKETS + 1];
    int corners = 0;
    hull[corners++] = BUCKETS;
    for (int from = BUCKETS - 1; from >= 0; from--) {
      while (corners > 1
          && slope(uses, time, from, hull[corners - 1])
              <= slope(uses, time, hull[corners - 1], hull[corners - 2])) {
        corners--;
      }
      best[from] = (float) slope(uses, time, from, hull[corners - 1]);
      hull[corners++] = from;
    }
    return Arrays.copyOf(best, known);
  }

  private static double slope(double[] uses, double[] time, int from, int to) {
    double span = time[to] - time[from];
    return span <= 0 ? 0 : (uses[to] - uses[from]) / span;
  }
}
