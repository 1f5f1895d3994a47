package io.blatam.inference.provider;

import java.util.ArrayList;
import java.util.List;

/** Cuts a finished text into pieces, so that it can be streamed as if it were being written. */
public final class TextPieces {

  private static final int PIECE = 64;

  private TextPieces() {}

  /**
   * Pieces of about {@value #PIECE} characters that end after white space where there is some;
   * joined, they are the text.
   */
  public static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from);
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  private static int end(String text, int from) {
    int to = from + PIECE;
    if (to >= text.length()) {
      return text.length();
    }
    for (int i = to; i > from + PIECE / 2; i--) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    // A surrogate pair stays together: half of one cannot be encoded.
    return Character.isHighSurrogate(text.charAt(to - 1)) ? to + 1 : to;
  }
}
