package io.blatam.agents.nlp.summary;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * TextRank over sentences: R. Mihalcea and P. Tarau, <cite>TextRank: bringing order into
 * texts</cite> (EMNLP 2004). Sentences recommend each other by the terms they share, over the
 * logarithms of their lengths; the score is each one's PageRank.
 */
final class SentenceRanking {

  private static final double DAMPING = 0.85;
  private static final int MAX_ITERATIONS = 60;
  private static final double CONVERGED = 1e-6;

  private SentenceRanking() {}

  /**
   * @param sentences the terms of each
   * @return a score each; at most a few hundred sentences, since each pair is compared
   */
  static double[] scores(List<Set<String>> sentences) {
    double[][] weights = weights(sentences);
    double[] outgoing =
        Arrays.stream(weights).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double[] scores = new double[sentences.size()];
    Arrays.fill(scores, 1);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double[] next = step(weights, outgoing, scores);
      double change = 0;
      for (int i = 0; i < scores.length; i++) {
        change = Math.max(change, Math.abs(next[i] - scores[i]));
      }
      scores = next;
      if (change < CONVERGED) {
        break;
      }
    }
    return scores;
  }

  private static double[] step(double[][] weights, double[] outgoing, double[] scores) {
    double[] next = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      double recommended = 0;
      for (int j = 0; j < scores.length; j++) {
        if (outgoing[j] > 0) {
          recommended += weights[j][i] / outgoing[j] * scores[j];
        }
      }
      next[i] = 1 - DAMPING + DAMPING * recommended;
    }
    return next;
  }

  private static double[][] weights(List<Set<String>> sentences) {
    double[][] weights = new double[sentences.size()][sentences.size()];
    for (int i = 0; i < sentences.size(); i++) {
      for (int j = i + 1; j < sentences.size(); j++) {
        weights[i][j] = similarity(sentences.get(i), sentences.get(j));
        weights[j][i] = weights[i][j];
      }
    }
    return weights;
  }

  /** One is added to each length, so that sentences of one term have no infinite weight. */
  private static double similarity(Set<String> a, Set<String> b) {
    Set<String> smaller = a.size() <= b.size() ? a : b;
    Set<String> larger = smaller == a ? b : a;
    long shared = smaller.stream().filter(larger::contains).count();
    return shared == 0 ? 0 : shared / (Math.log(a.size() + 1.0) + Math.log(b.size() + 1.0));
  }
}
