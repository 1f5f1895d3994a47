package io.blatam.bul.locale;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Folds text for comparison: lower case, no accents, single spaces. */
public final class PlainLetters {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private PlainLetters() {}

  /** " Bogotá D.C." becomes "bogota d.c.". */
  public static String fold(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return SPACES.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
