package io.blatam.platform.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of the platform's two languages a caller likes better. */
public final class PreferredLanguage {

  private static final Locale SPANISH = Locale.forLanguageTag("es");
  private static final List<Locale> OURS = List.of(Locale.ENGLISH, SPANISH);

  private PreferredLanguage() {}

  /**
   * What an {@code Accept-Language} header likes best (RFC 4647): {@code es} or {@code en}; {@code
   * en} if nothing.
   */
  public static Locale of(Optional<String> header) {
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(header.orElse("en")), OURS);
      return best != null && best.getLanguage().equals("es") ? SPANISH : Locale.ENGLISH;
    } catch (IllegalArgumentException e) {
      // A header that nobody can read asks for nothing.
      return Locale.ENGLISH;
    }
  }
}
