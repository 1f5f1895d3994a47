package io.blatam.redundancy.repetition;

import java.util.function.IntFunction;

/**
 * Reads a sequence left to right and takes the longest known passage wherever one of at least
 * {@code minWords} words begins, unless one that begins a word later is longer. It puts off at most
 * {@code minWords} times in a row: without that bound, a megabyte of one word said over and over
 * would take quadratic time.
 */
final class PassageScan {

  /** Told of each passage taken. */
  interface Taken {
    void passage(int start, PassageIndex.Hit hit);
  }

  private PassageScan() {}

  /**
   * @param longestAt the longest known passage that begins at a place; asked in ascending order,
   *     for places up to {@code length}
   */
  static void over(int length, int minWords, IntFunction<PassageIndex.Hit> longestAt, Taken taken) {
    if (minWords < 1) {
      throw new IllegalArgumentException("A passage has at least one word, not " + minWords);
    }
    int at = 0;
    int putOff = 0;
    PassageIndex.Hit hit = longestAt.apply(0);
    while (at < length) {
      if (hit.length() >= minWords) {
        PassageIndex.Hit next = putOff < minWords ? longestAt.apply(at + 1) : hit;
        if (next.length() <= hit.length()) {
          taken.passage(at, hit);
          at += hit.length();
          putOff = 0;
          hit = longestAt.apply(at);
        } else {
          at++;
          putOff++;
          hit = next;
        }
      } else {
        at++;
        putOff = 0;
        hit = longestAt.apply(at);
      }
    }
  }
}
