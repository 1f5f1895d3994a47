package io.blatam.bul.routing;

/**
 * Weighs the scorers so that what comes out are probabilities: a conditional logit over the labels
 * (McFadden, 1974), fitted by Newton's method to the leave-one-out scores of the examples. It is
 * fitted on what an example scores when it has not been seen, so its probabilities hold for texts
 * that have not been seen either.
 */
final class Fusion {
  private static final double PENALTY = 0.01;
  private static final int STEPS = 30;
  private static final double ENOUGH = 1e-8;
  private static final double SHORTEST_STEP = 1e-6;

  private final double[] weights;

  private Fusion(double[] weights) {
    this.weights = weights;
  }

  /**
   * @param scores {@code double[scorers][examples][labels]}
   */
  static Fusion fit(double[][][] scores, Labels labels) {
    int count = scores.length;
    double[] scale = new double[count];
    for (int s = 0; s < count; s++) {
      scale[s] = deviation(scores[s]);
    }
    double[] weights = new double[count];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[count];
      double[][] curvature = new double[count][count];
      for (int s = 0; s < count; s++) {
        gradient[s] = PENALTY * weights[s];
        curvature[s][s] = PENALTY;
      }
      for (int example = 0; example < labels.examples(); example++) {
        double[][] z = standardised(scores, scale, example);
        add(
            gradient,
            curvature,
            z,
            probabilities(z, weights),
            labels.ofExample(example),
            1.0 / labels.examples());
      }
      double[] move = Cholesky.of(curvature).solve(gradient);
      double[] next = downhill(scores, scale, labels, weights, move);
      double moved = 0;
      for (int s = 0; s < count; s++) {
        moved += (next[s] - weights[s]) * (next[s] - weights[s]);
      }
      weights = next;
      if (moved < ENOUGH) {
        break;
      }
    }
    for (int s = 0; s < count; s++) {
      weights[s] /= scale[s];
    }
    return new Fusion(weights);
  }

  /**
   * @param scores {@code double[scorers][labels]}
   * @return one probability a label, 1 together
   */
  double[] probabilities(double[][] scores) {
    return probabilities(scores, weights);
  }

  /** As far along Newton's step as the loss falls: far from the minimum a whole step overshoots. */
  private static double[] downhill(
      double[][][] scores, double[] scale, Labels labels, double[] weights, double[] move) {
    double before = loss(scores, scale, labels, weights);
    for (double share = 1; share > SHORTEST_STEP; share /= 2) {
      double[] next = weights.clone();
      for (int s = 0; s < next.length; s++) {
        next[s] -= share * move[s];
      }
      if (loss(scores, scale, labels, next) < before) {
        return next;
      }
    }
    return weights;
  }

  private static double loss(double[][][] scores, double[] scale, Labels labels, double[] weights) {
    double loss = 0;
    for (double weight : weights) {
      loss += PENALTY / 2 * weight * weight;
    }
    for (int example = 0; example < labels.examples(); example++) {
      double[] probabilities = probabilities(standardised(scores, scale, example), weights);
      loss -=
          Math.log(Math.max(Double.MIN_NORMAL, probabilities[labels.ofExample(example)]))
              / labels.examples();
    }
    return loss;
  }

  private static void add(
      double[] gradient,
      double[][] curvature,
      double[][] z,
      double[] probabilities,
      int right,
      double share) {
    int count = gradient.length;
    double[] expected = new double[count];
    for (int s = 0; s < count; s++) {
      for (int label = 0; label < probabilities.length; label++) {
        expected[s] += probabilities[label] * z[s][label];
      }
      gradient[s] += share * (expected[s] - z[s][right]);
    }
    for (int label = 0; label < probabilities.length; label++) {
      double weight = share * probabilities[label];
      for (int s = 0; s < count; s++) {
        for (int t = 0; t < count; t++) {
          curvature[s][t] += weight * (z[s][label] - expected[s]) * (z[t][label] - expected[t]);
        }
      }
    }
  }

  private static double[] probabilities(double[][] z, double[] weights) {
    double[] sums = new double[z[0].length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int label = 0; label < sums.length; label++) {
      for (int s = 0; s < z.length; s++) {
        sums[label] += weights[s] * z[s][label];
      }
      largest = Math.max(largest, sums[label]);
    }
    double total = 0;
    for (int label = 0; label < sums.length; label++) {
      sums[label] = Math.exp(sums[label] - largest);
      total += sums[label];
    }
    for (int label = 0; label < sums.length; label++) {
      sums[label] /= total;
    }
    return sums;
  }

  private static double[][] standardised(double[][][] scores, double[] scale, int example) {
    double[][] z = new double[scores.length][];
    for (int s = 0; s < z.length; s++) {
      z[s] = scores[s][example].clone();
      for (int label = 0; label < z[s].length; label++) {
        z[s][label] /= scale[s];
      }
    }
    return z;
  }

  private static double deviation(double[][] scores) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (double[] row : scores) {
      for (double score : row) {
        sum += score;
        squares += score * score;
        count++;
      }
    }
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    return variance > 0 ? Math.sqrt(variance) : 1;
  }
}
