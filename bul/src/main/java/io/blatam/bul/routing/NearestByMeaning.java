package io.blatam.bul.routing;

import java.util.List;

/** How close the closest example of each label lies by cosine. */
final class NearestByMeaning implements Scorer {
  /** Below what any two texts of the embedder reach; stands where a label has no other example. */
  private static final double LEAST = 0.6;

  private final Labels labels;
  private final List<float[]> vectors;

  NearestByMeaning(Labels labels, List<float[]> vectors) {
    this.labels = labels;
    this.vectors = vectors;
  }

  @Override
  public double[] score(Query query) {
    return labels.best(cosines(query.vector().orElseThrow()), LEAST);
  }

  @Override
  public double[][] leaveOneOut() {
    double[][] scores = new double[vectors.size()][];
    for (int i = 0; i < scores.length; i++) {
      double[] cosines = cosines(vectors.get(i));
      cosines[i] = LEAST;
      scores[i] = labels.best(cosines, LEAST);
    }
    return scores;
  }

  /** The example of {@code label} that is closest. */
  int closest(float[] vector, int label) {
    double[] cosines = cosines(vector);
    int closest = -1;
    for (int i = 0; i < cosines.length; i++) {
      if (labels.ofExample(i) == label && (closest < 0 || cosines[i] > cosines[closest])) {
        closest = i;
      }
    }
    return closest;
  }

  /** Vectors have length 1, so the cosine is their product. */
  private double[] cosines(float[] vector) {
    double[] cosines = new double[vectors.size()];
    for (int i = 0; i < cosines.length; i++) {
      float[] other = vectors.get(i);
      double sum = 0;
      for (int d = 0; d < vector.length; d++) {
        sum += vector[d] * other[d];
      }
      cosines[i] = sum;
    }
    return cosines;
  }
}
