package io.blatam.redundancy.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** A language that the platform tells apart; the ISO 639-1 code is its name on the wire. */
public enum Language {
  SPANISH("es"),
  ENGLISH("en"),
  PORTUGUESE("pt"),
  FRENCH("fr"),
  /** No letters, or too little evidence for any of the others; ISO 639-2 has a code for that. */
  UNDETERMINED("und");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  @JsonValue
  public String code() {
    return code;
  }

  public Locale locale() {
    return this == UNDETERMINED ? Locale.ROOT : Locale.forLanguageTag(code);
  }

  /** The language with this code, in either case, or empty for one that is not told apart. */
  public static Optional<Language> ofCode(String code) {
    for (Language language : values()) {
      if (language.code.equalsIgnoreCase(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
