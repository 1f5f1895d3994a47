package io.blatam.inference.semantic;

/**
 * When the answer to one prompt may serve another: all three of the meaning, the words, and what
 * must be equal have to agree. Each alone fails: an embedding hardly sees a "not" or another year,
 * words do not see their order, and equal numbers say nothing. Thread-safe.
 *
 * @param minCosine of the embeddings
 * @param minOverlap of the words, 0 to 1
 * @param maxSubstituted how many words may be others, or more
 */
public record SimilarityRule(double minCosine, double minOverlap, int maxSubstituted) {

  public boolean mayServe(PromptSketch earlier, PromptSketch asked) {
    return earlier.cosine(asked) >= minCosine
        && earlier.overlap(asked) >= minOverlap
        && earlier.agrees(asked)
        && earlier.substituted(asked) <= maxSubstituted;
  }
}
