package io.blatam.platform;

import java.util.Locale;

/** How a sentence begins, or a heading. */
public final class Capital {

  private Capital() {}

  /** The text with its first letter as a capital; what has none, or is empty, stays as it is. */
  public static String first(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int rest = text.offsetByCodePoints(0, 1);
    return text.substring(0, rest).toUpperCase(Locale.ROOT) + text.substring(rest);
  }
}
