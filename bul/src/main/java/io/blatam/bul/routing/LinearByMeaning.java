package io.blatam.bul.routing;

import java.util.List;

/**
 * Regularised least squares on embeddings, one target a label (ridge regression used as classifier;
 * Rifkin, Yeo and Poggio, 2003). Solved in closed form, and so are its leave-one-out predictions:
 * {@code (p - h y) / (1 - h)} with {@code h} the example's leverage (Allen's PRESS, 1974).
 */
final class LinearByMeaning implements Scorer {
  private static final double RIDGE = 0.3;

  private final double[] mean;
  private final double[] share;
  private final double[][] weights;
  private final double[][] leaveOneOut;

  private LinearByMeaning(
      double[] mean, double[] share, double[][] weights, double[][] leaveOneOut) {
    this.mean = mean;
    this.share = share;
    this.weights = weights;
    this.leaveOneOut = leaveOneOut;
  }

  static LinearByMeaning train(Labels labels, List<float[]> vectors) {
    int n = vectors.size();
    int dimension = vectors.get(0).length;
    double[] mean = new double[dimension];
    double[] share = new double[labels.count()];
    for (int i = 0; i < n; i++) {
      share[labels.ofExample(i)] += 1.0 / n;
      for (int d = 0; d < dimension; d++) {
        mean[d] += vectors.get(i)[d] / (double) n;
      }
    }
    double[][] centred = new double[n][dimension];
    double[][] gram = new double[dimension][dimension];
    double[][] targets = new double[labels.count()][dimension];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dimension; d++) {
        centred[i][d] = vectors.get(i)[d] - mean[d];
      }
      // The mean target drops out of the sum, because the inputs are centred.
      add(targets[labels.ofExample(i)], centred[i], 1);
      for (int d = 0; d < dimension; d++) {
        add(gram[d], centred[i], centred[i][d]);
      }
    }
    for (int d = 0; d < dimension; d++) {
      gram[d][d] += RIDGE;
    }
    Cholesky factor = Cholesky.of(gram);
    double[][] weights = new double[labels.count()][];
    for (int label = 0; label < weights.length; label++) {
      weights[label] = factor.solve(targets[label]);
    }
    double[][] without = new double[n][];
    for (int i = 0; i < n; i++) {
      double leverage = 1.0 / n + dot(centred[i], factor.solve(centred[i]));
      without[i] = predict(weights, share, centred[i]);
      for (int label = 0; label < weights.length; label++) {
        double target = labels.ofExample(i) == label ? 1 : 0;
        without[i][label] = (without[i][label] - leverage * target) / (1 - leverage);
      }
    }
    return new LinearByMeaning(mean, share, weights, without);
  }

  @Override
  public double[] score(Query query) {
    float[] vector = query.vector().orElseThrow();
    double[] centred = new double[vector.length];
    for (int d = 0; d < centred.length; d++) {
      centred[d] = vector[d] - mean[d];
    }
    return predict(weights, share, centred);
  }

  @Override
  public double[][] leaveOneOut() {
    return leaveOneOut;
  }

  private static double[] predict(double[][] weights, double[] share, double[] centred) {
    double[] scores = new double[weights.length];
    for (int label = 0; label < scores.length; label++) {
      scores[label] = share[label] + dot(weights[label], centred);
    }
    return scores;
  }

  private static void add(double[] sum, double[] vector, double factor) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += factor * vector[d];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
