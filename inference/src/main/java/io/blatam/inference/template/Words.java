package io.blatam.inference.template;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text as words. */
final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  /** Shorter stems than this would make different words equal. */
  private static final int STEM = 5;

  private Words() {}

  static List<String> of(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  /**
   * Content words as comparable stems: without accents and endings, so that "ventas" meets "venta"
   * and "prices" meets "price". Cutting off is crude, and enough for ranking a handful of
   * sentences.
   */
  static List<String> stems(String text) {
    return of(text).stream()
        .filter(word -> !AnswerLanguage.SPANISH.isFunctionWord(word))
        .filter(word -> !AnswerLanguage.ENGLISH.isFunctionWord(word))
        .map(Words::stem)
        .toList();
  }

  private static String stem(String word) {
    String plain = ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    return plain.substring(0, Math.min(STEM, plain.length()));
  }
}
