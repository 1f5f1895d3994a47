package io.blatam.kvcache.insight;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which language sentences are written. */
public enum Language {
  ENGLISH(Locale.ENGLISH),
  SPANISH(Locale.forLanguageTag("es"));

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** What an {@code Accept-Language} header likes best of these (RFC 4647); English if nothing. */
  public static Language of(Optional<String> header) {
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header.orElse("en"));
      Locale best = Locale.lookup(ranges, List.of(ENGLISH.locale, SPANISH.locale));
      return best != null && best.getLanguage().equals("es") ? SPANISH : ENGLISH;
    } catch (IllegalArgumentException e) {
      // A header that nobody can read asks for nothing.
      return ENGLISH;
    }
  }

  public String say(String english, String spanish) {
    return this == SPANISH ? spanish : english;
  }
}
