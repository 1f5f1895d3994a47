package io.blatam.redundancy.repetition;

import io.blatam.redundancy.api.PassageMatch;
import io.blatam.redundancy.api.Span;
import io.blatam.redundancy.text.Word;
import java.util.ArrayList;
import java.util.List;

/** Finds the longest passages of one text that stand in another, reading the first once. */
public final class SharedPassages {

  private SharedPassages() {}

  /**
   * @return in the order of {@code a}, never overlapping there
   */
  public static List<PassageMatch> of(String a, List<Word> inA, List<Word> inB, int minWords) {
    Vocabulary vocabulary = new Vocabulary();
    Vocabulary.Sequence first = vocabulary.number(inA);
    Vocabulary.Sequence second = vocabulary.number(inB);
    int[] numbers = first.numbers();
    PassageIndex index = new PassageIndex(second.numbers().length);
    for (int number : second.numbers()) {
      index.append(number);
    }
    List<PassageMatch> matches = new ArrayList<>();
    PassageScan.over(
        numbers.length,
        minWords,
        place -> index.longestPrefix(numbers, place, numbers.length),
        (start, hit) -> {
          Span inFirst = first.span(inA, start, hit.length());
          Span inSecond = second.span(inB, hit.start(), hit.length());
          matches.add(new PassageMatch(hit.length(), inFirst, inSecond, inFirst.in(a)));
        });
    return List.copyOf(matches);
  }
}
