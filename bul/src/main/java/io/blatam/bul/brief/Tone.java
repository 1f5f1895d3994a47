package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the document speaks to its reader. */
public enum Tone {
  FORMAL,
  NEUTRAL,
  WARM;

  /** The name in JSON. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #id()}. */
  @JsonCreator
  public static Tone of(String id) {
    return WireNames.parse(values(), Tone::id, "tone", id);
  }
}
