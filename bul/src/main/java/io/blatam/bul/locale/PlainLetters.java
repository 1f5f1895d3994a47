package io.blatam.bul.locale;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Folds text for comparison: lower case, no accents, single spaces. Documents are folded whole, so
 * letters are looked up in a table where what becomes of them does not depend on their neighbours.
 */
public final class PlainLetters {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** A letter that has to be folded with its neighbours. */
  private static final char NO_ENTRY = '\uffff';

  /** Latin, Greek and Cyrillic with all their signs, and punctuation. */
  private static final char[] TABLE = table(0x3000);

  private static final char FINAL_SIGMA_WHERE_LAST = '\u03a3';

  private PlainLetters() {}

  /** " Bogotá D.C." becomes "bogota d.c.". */
  public static String fold(String text) {
    char[] folded = new char[text.length()];
    int length = 0;
    boolean spaceBefore = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean space = letter == ' ' || (letter >= '\t' && letter <= '\r');
      if (space && spaceBefore) {
        continue;
      }
      spaceBefore = space;
      char plain = space ? ' ' : letter < TABLE.length ? TABLE[letter] : NO_ENTRY;
      if (plain == NO_ENTRY) {
        return foldTogether(text);
      }
      folded[length++] = plain;
    }
    return new String(folded, 0, length).strip();
  }

  private static String foldTogether(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return SPACES.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static char[] table(int size) {
    char[] table = new char[size];
    for (char letter = 0; letter < size; letter++) {
      String bare =
          MARKS
              .matcher(Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD))
              .replaceAll("")
              .toLowerCase(Locale.ROOT);
      boolean alone = bare.length() == 1 && letter != FINAL_SIGMA_WHERE_LAST;
      table[letter] = alone ? bare.charAt(0) : NO_ENTRY;
    }
    return table;
  }
}
