package io.blatam.redundancy.api;

import io.blatam.redundancy.similarity.Comparison;

/**
 * A text read once, to be compared as often as need be: reading costs more than comparing.
 * Immutable; takes about a hundred bytes a word.
 */
public final class ReadText {

  private final Comparison comparison;
  private final Signature signature;

  private ReadText(String text) {
    this.comparison = Comparison.of(text, Redundancy.SHINGLE_SIZE);
    this.signature = comparison.signature();
  }

  public static ReadText of(String markdown) {
    return new ReadText(markdown);
  }

  /** What to keep of it in order to compare later texts with it. */
  public Signature signature() {
    return signature;
  }

  /** How much of this text an earlier one already says, and in which passages. */
  public Overlap overlapWith(String id, String title, ReadText earlier) {
    return comparison.exact(id, title, earlier.comparison, Redundancy.PASSAGE_WORDS);
  }
}
