package io.blatam.redundancy.repetition;

import io.blatam.redundancy.api.Span;
import io.blatam.redundancy.text.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for normalised words, so that passages compare as integers. Between two stretches of
 * prose stands a number that no word has, so that no passage spans what was left out.
 */
final class Vocabulary {

  private final Map<String, Integer> numbers = new HashMap<>();
  private int borders;

  /** A text as numbers; {@code position[i]} is the index of the i-th number's word, or -1. */
  record Sequence(int[] numbers, int[] wordAt) {

    /**
     * Where {@code length} numbers from {@code start}, none of them a border, stand in the text.
     */
    Span span(List<Word> words, int start, int length) {
      Word first = words.get(wordAt[start]);
      Word last = words.get(wordAt[start + length - 1]);
      return new Span(first.start(), last.end());
    }
  }

  Sequence number(List<Word> words) {
    int size = words.size() + countBorders(words);
    int[] sequence = new int[size];
    int[] wordAt = new int[size];
    int at = 0;
    for (int i = 0; i < words.size(); i++) {
      if (i > 0 && words.get(i).stretch() != words.get(i - 1).stretch()) {
        wordAt[at] = -1;
        sequence[at++] = --borders;
      }
      wordAt[at] = i;
      sequence[at++] = numbers.computeIfAbsent(words.get(i).normal(), w -> numbers.size());
    }
    return new Sequence(sequence, wordAt);
  }

  private static int countBorders(List<Word> words) {
    int count = 0;
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).stretch() != words.get(i - 1).stretch()) {
        count++;
      }
    }
    return count;
  }
}
