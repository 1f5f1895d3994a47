package io.blatam.redundancy.repetition;

import io.blatam.redundancy.api.RepeatedPassage;
import io.blatam.redundancy.api.Span;
import io.blatam.redundancy.text.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds passages that a text repeats. The text is read once, left to right: where the words ahead
 * have been said before in at least {@code minWords} words, the longest such passage is taken and
 * skipped (the previous non-overlapping factor, as in LZ77).
 */
public final class Repetition {

  private Repetition() {}

  /**
   * @param passages longest first
   * @param share words that were said before, over all words
   */
  public record Report(List<RepeatedPassage> passages, double share) {}

  private record Key(int firstStart, int length) {}

  public static Report of(String source, List<Word> words, int minWords) {
    Vocabulary.Sequence text = new Vocabulary().number(words);
    int[] numbers = text.numbers();
    SaidSoFar said = new SaidSoFar(numbers);
    Map<Key, List<Integer>> found = new LinkedHashMap<>();
    PassageScan.over(
        numbers.length,
        minWords,
        said::longestAt,
        (start, hit) ->
            found
                .computeIfAbsent(new Key(hit.start(), hit.length()), k -> new ArrayList<>())
                .add(start));
    int repeated =
        found.entrySet().stream().mapToInt(e -> e.getKey().length() * e.getValue().size()).sum();
    double share = words.isEmpty() ? 0 : (double) repeated / words.size();
    return new Report(passages(source, words, text, found), share);
  }

  /**
   * An index of what stands before the place asked about, so that no passage overlaps its source.
   */
  private static final class SaidSoFar {
    private final int[] numbers;
    private final PassageIndex index;
    private int indexed;

    SaidSoFar(int[] numbers) {
      this.numbers = numbers;
      this.index = new PassageIndex(numbers.length);
    }

    PassageIndex.Hit longestAt(int place) {
      while (indexed < place) {
        index.append(numbers[indexed++]);
      }
      return index.longestPrefix(numbers, place, numbers.length);
    }
  }

  private static List<RepeatedPassage> passages(
      String source, List<Word> words, Vocabulary.Sequence text, Map<Key, List<Integer>> found) {
    List<RepeatedPassage> passages = new ArrayList<>();
    found.forEach(
        (key, repeats) -> {
          List<Span> occurrences = new ArrayList<>();
          occurrences.add(text.span(words, key.firstStart(), key.length()));
          repeats.forEach(start -> occurrences.add(text.span(words, start, key.length())));
          passages.add(
              new RepeatedPassage(
                  occurrences.get(0).in(source), key.length(), List.copyOf(occurrences)));
        });
    passages.sort(
        Comparator.comparingInt((RepeatedPassage passage) -> -passage.words())
            .thenComparingInt(passage -> passage.occurrences().get(0).start()));
    return List.copyOf(passages);
  }
}
