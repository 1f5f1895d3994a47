package io.blatam.kvcache.insight;

import io.blatam.platform.http.PreferredLanguage;
import java.util.Optional;

/** In which language sentences are written. */
public enum Language {
  ENGLISH,
  SPANISH;

  /** What an {@code Accept-Language} header likes best of these; English if nothing. */
  public static Language of(Optional<String> header) {
    return PreferredLanguage.of(header).getLanguage().equals("es") ? SPANISH : ENGLISH;
  }

  public String say(String english, String spanish) {
    return this == SPANISH ? spanish : english;
  }
}
