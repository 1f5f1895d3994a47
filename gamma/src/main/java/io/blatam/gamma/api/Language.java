package io.blatam.gamma.api;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The language that a deck is written in. */
public enum Language {
  ES,
  EN;

  /** Small words that the other language does not have. */
  private static final Set<String> ENGLISH =
      Set.of("the", "of", "and", "for", "to", "in", "with", "our", "how", "an", "new", "why");

  private static final Set<String> SPANISH =
      Set.of("el", "la", "de", "del", "y", "para", "en", "con", "los", "las", "una", "un", "por");

  private static final Pattern ACCENTED = Pattern.compile("[áéíóúñ]");

  /** The code that front matter and requests use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language that a few words are most likely in; Spanish when they do not tell. */
  public static Language of(String text) {
    int english = 0;
    int spanish = 0;
    for (String word : text.split("[^\\p{L}]+")) {
      String lower = word.toLowerCase(Locale.ROOT);
      // A name such as Bogotá has its accent in English too.
      boolean accented = word.equals(lower) && ACCENTED.matcher(word).find();
      english += ENGLISH.contains(lower) ? 1 : 0;
      spanish += SPANISH.contains(lower) || accented ? 1 : 0;
    }
    return english > spanish ? EN : ES;
  }
}
