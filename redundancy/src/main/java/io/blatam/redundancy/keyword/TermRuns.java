package io.blatam.redundancy.keyword;

import io.blatam.redundancy.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into runs of content words, at stop words, figures, punctuation and block ends. */
final class TermRuns {

  /**
   * A content word of a run.
   *
   * @param stem what is counted
   * @param connected whether a connector such as <i>de</i> stands before it in the run
   */
  record Content(Word word, String stem, boolean connected) {}

  private static final int MIN_LETTERS = 3;

  private final String source;
  private final TermLanguage language;
  private final List<List<Content>> runs = new ArrayList<>();
  private List<Content> run = new ArrayList<>();

  private TermRuns(String source, TermLanguage language) {
    this.source = source;
    this.language = language;
  }

  static List<List<Content>> of(String source, List<Word> words, TermLanguage language) {
    TermRuns runs = new TermRuns(source, language);
    runs.cut(words);
    return runs.runs;
  }

  private void cut(List<Word> words) {
    List<String> lower =
        words.stream().map(word -> word.span().in(source).toLowerCase(Locale.ROOT)).toList();
    List<String> stems = language.stems(lower);
    boolean connected = false;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (i > 0 && !adjoin(words.get(i - 1), word)) {
        close();
        connected = false;
      }
      if (language.isConnector(lower.get(i)) && !run.isEmpty() && !connected) {
        connected = true;
      } else if (isContent(word, lower.get(i))) {
        run.add(new Content(word, stems.get(i), connected));
        connected = false;
      } else {
        close();
        connected = false;
      }
    }
    close();
  }

  private boolean isContent(Word word, String lower) {
    return word.normal().length() >= MIN_LETTERS
        && word.normal().codePoints().allMatch(Character::isLetter)
        && !language.isStopWord(lower);
  }

  private boolean adjoin(Word left, Word right) {
    return left.block() == right.block()
        && source
            .substring(left.end(), right.start())
            .chars()
            .allMatch(c -> Character.isWhitespace(c) || c == '-');
  }

  private void close() {
    if (!run.isEmpty()) {
      runs.add(run);
      run = new ArrayList<>();
    }
  }
}
