package io.blatam.kvcache.engine.policy;

/** How much the cost ÷ weight of a cache's first entries differs. */
final class DensitySpread {

  /** After so many accesses the answer stands. */
  private static final int SAMPLE = 100;

  /** Standard deviation of the logarithm from which on entries are worth telling apart: twofold. */
  private static final double WIDE = Math.log(2);

  private int seen;
  private double sum;
  private double squares;

  /** Counts an access; true once, when there are enough, if they differ widely. */
  boolean provesWide(int weight, long cost) {
    if (seen >= SAMPLE) {
      return false;
    }
    double density = Math.log((double) cost / weight);
    sum += density;
    squares += density * density;
    seen++;
    double mean = sum / seen;
    return seen == SAMPLE && squares / seen - mean * mean > WIDE * WIDE;
  }
}
