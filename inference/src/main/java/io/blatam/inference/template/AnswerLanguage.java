package io.blatam.inference.template;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The language in which to answer a question, told by its function words and letters. */
enum AnswerLanguage {
  SPANISH(
      Set.of(
          "el", "la", "los", "las", "de", "del", "que", "qué", "y", "en", "un", "una", "es", "son",
          "por", "para", "con", "cómo", "como", "cuál", "cuáles", "cuánto", "cuánta", "cuántos",
          "cuántas", "cuándo", "dónde", "quién", "al", "se", "su", "sus", "mi", "hay", "cuanto",
          "cual", "donde", "quien", "cuando")),
  ENGLISH(
      Set.of(
          "the", "of", "and", "to", "in", "is", "are", "was", "what", "which", "who", "how", "when",
          "where", "why", "much", "many", "does", "do", "did", "for", "with", "it", "this", "that",
          "my", "can", "at", "on", "will"));

  /** No English word has these. */
  private static final String SPANISH_LETTERS = "¿¡ñáéíóú";

  private static final int LETTER_WEIGHT = 2;

  private final Set<String> functionWords;

  AnswerLanguage(Set<String> functionWords) {
    this.functionWords = functionWords;
  }

  /** English where nothing speaks for either. */
  static AnswerLanguage of(String question) {
    String lower = question.toLowerCase(Locale.ROOT);
    Map<AnswerLanguage, Long> scores =
        Map.of(
            SPANISH,
            SPANISH.score(lower) + LETTER_WEIGHT * spanishLetters(lower),
            ENGLISH,
            ENGLISH.score(lower));
    return scores.get(SPANISH) > scores.get(ENGLISH) ? SPANISH : ENGLISH;
  }

  boolean isFunctionWord(String word) {
    return functionWords.contains(word);
  }

  private long score(String lower) {
    return Words.of(lower).stream().filter(functionWords::contains).count();
  }

  private static long spanishLetters(String lower) {
    return lower.chars().filter(letter -> SPANISH_LETTERS.indexOf(letter) >= 0).count();
  }
}
