package io.blatam.bul.locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The languages a document can be written in. */
public enum Language {
  ES,
  EN;

  /** ISO 639-1 code, as in the front matter. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads an ISO 639-1 code. */
  @JsonCreator
  public static Language of(String code) {
    return switch (code.strip().toLowerCase(Locale.ROOT)) {
      case "es" -> ES;
      case "en" -> EN;
      default ->
          throw new IllegalArgumentException("language: use es or en (was \"" + code + "\")");
    };
  }

  /** The value meant for this language. */
  public <T> T choose(T spanish, T english) {
    return this == ES ? spanish : english;
  }
}
