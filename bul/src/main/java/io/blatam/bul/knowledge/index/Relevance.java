package io.blatam.bul.knowledge.index;

/**
 * How likely a passage has to do with a question, 0 to 1: logistic in the cosine of the embeddings
 * and in the question's {@link Wording}. The cosine alone can not say it (any two texts lie between
 * .75 and .88, see {@link io.blatam.inference.api.Embedder}), nor can words across two languages.
 * Fitted by logistic regression on every second labelled question; what it is worth on the others
 * is measured by {@code RelevanceTest}.
 */
public final class Relevance {

  private static final double BIAS = -53.5;
  private static final double COSINE = 61.9;
  private static final double WORDING = 5.4;
  private static final double WORDS_BIAS = -3;
  private static final double WORDS = 10;

  private Relevance() {}

  static double of(double cosine, double wording) {
    return logistic(BIAS + COSINE * cosine + WORDING * wording);
  }

  /** Where there is no embedder. */
  static double ofWords(double wording) {
    return logistic(WORDS_BIAS + WORDS * wording);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
