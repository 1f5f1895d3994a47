package io.blatam.bul.review;

import io.blatam.bul.locale.PlainLetters;
import java.util.regex.Pattern;

/**
 * Words to look for, accents and case aside. Most phrases are in no document, so a text is first
 * asked whether it has the letters at all. Immutable.
 */
final class Phrase {
  private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
  private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{N}])";

  private final String letters;
  private final Pattern pattern;

  private Phrase(String letters, String end) {
    boolean word = !letters.isEmpty() && Character.isLetterOrDigit(letters.charAt(0));
    this.letters = letters;
    this.pattern = Pattern.compile((word ? NO_WORD_BEFORE : "") + Pattern.quote(letters) + end);
  }

  /** From the beginning of a word on; its end may go on. */
  static Phrase beginning(String words) {
    return new Phrase(PlainLetters.fold(words), "");
  }

  /** As whole words. */
  static Phrase whole(String words) {
    return new Phrase(PlainLetters.fold(words), NO_WORD_AFTER);
  }

  /**
   * @param folded as {@link PlainLetters#fold} gives it
   */
  boolean in(String folded) {
    return folded.contains(letters) && pattern.matcher(folded).find();
  }
}
