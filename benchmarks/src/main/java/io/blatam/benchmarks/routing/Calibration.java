package io.blatam.benchmarks.routing;

/**
 * Expected calibration error in ten bins of equal width (Guo et al., 2017): by how much confidence
 * and accuracy differ, weighted by how many predictions have that confidence.
 */
final class Calibration {
  private static final int BINS = 10;

  private final double[] confidence = new double[BINS];
  private final int[] right = new int[BINS];
  private final int[] count = new int[BINS];

  void add(double predicted, boolean correct) {
    int bin = Math.min(BINS - 1, (int) (predicted * BINS));
    confidence[bin] += predicted;
    right[bin] += correct ? 1 : 0;
    count[bin]++;
  }

  double error() {
    double error = 0;
    int all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]);
      all += count[bin];
    }
    return all == 0 ? 0 : error / all;
  }
}
