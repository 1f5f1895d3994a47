package io.blatam.redundancy.readability;

/** Counts the syllables of a word of one language. */
interface Syllables {

  /**
   * @param word with its accents, in any case; at least one letter
   * @return at least 1
   */
  int of(String word);
}
