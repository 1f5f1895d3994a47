package io.blatam.bul.calculator;

/**
 * What a calculator is asked, checked as it is made. Percentages are as people write them: 14.5 is
 * 14.5 %.
 */
interface Question {

  /**
   * Computes the answer.
   *
   * @throws IllegalArgumentException {@code field: what to change}, where the fields are each
   *     acceptable but have no answer together
   */
  Outcome answer();
}
