package io.blatam.bul.revision;

import io.blatam.bul.locale.PlainLetters;
import java.text.Normalizer;

/**
 * A text and its folded form, letter for letter: what is found in the one can be cut from the
 * other.
 *
 * @param text as it was said, with single spaces
 * @param folded lower case, without accents
 */
record Plain(String text, String folded) {

  static Plain of(String said) {
    String text = Normalizer.normalize(said, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
    StringBuilder folded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      String letter = text.charAt(i) == ' ' ? " " : PlainLetters.fold(text.substring(i, i + 1));
      folded.append(letter.length() == 1 ? letter : text.substring(i, i + 1));
    }
    return new Plain(text, folded.toString());
  }

  /** The part of the text from one place to another. */
  String cut(int start, int end) {
    return text.substring(start, end).strip();
  }
}
