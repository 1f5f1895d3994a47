package io.blatam.bul.knowledge.index;

import java.util.Set;

/**
 * How likely a passage has to do with a question, 0 to 1: logistic in the cosine of the embeddings
 * and in the share of the question's words that the passage has. The cosine alone can not say it
 * (any two texts lie between .75 and .88, see {@link io.blatam.inference.api.Embedder}), nor can
 * words across two languages. Fitted by logistic regression on every second labelled question; what
 * it is worth on the others is measured by {@code RelevanceTest}.
 */
public final class Relevance {

  private static final double BIAS = -55.8;
  private static final double COSINE = 66.7;
  private static final double COVERAGE = 5.75;
  private static final double WORDS_BIAS = -3;
  private static final double WORDS = 10;

  private Relevance() {}

  static double of(double cosine, double coverage) {
    return logistic(BIAS + COSINE * cosine + COVERAGE * coverage);
  }

  /** Where there is no embedder. */
  static double ofWords(double coverage) {
    return logistic(WORDS_BIAS + WORDS * coverage);
  }

  /** The share of {@code asked} that {@code said} has; 0 when nothing was asked. */
  static double coverage(Set<String> asked, Set<String> said) {
    return asked.isEmpty()
        ? 0
        : (double) asked.stream().filter(said::contains).count() / asked.size();
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
