package io.blatam.redundancy.api;

/**
 * How easy a text is to read.
 *
 * @param formula the published formula, such as {@code szigriszt-pazos}
 * @param score mostly 0 (very hard) to 100 (very easy); extreme texts lie outside
 * @param band what the score means on that formula's published scale
 * @param sentences how many sentences were counted
 * @param words words with at least one letter; bare figures are read aloud too differently to count
 * @param syllables of those words
 */
public record Readability(
    String formula, double score, Band band, int sentences, int words, int syllables) {

  /** Difficulty, from hardest to easiest; a formula's scale may use fewer of them. */
  public enum Band {
    VERY_DIFFICULT,
    DIFFICULT,
    FAIRLY_DIFFICULT,
    STANDARD,
    FAIRLY_EASY,
    EASY,
    VERY_EASY
  }
}
