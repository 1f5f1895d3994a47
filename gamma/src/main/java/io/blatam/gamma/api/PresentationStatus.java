package io.blatam.gamma.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a presentation stands. The last three are ends. */
public enum PresentationStatus {
  ACCEPTED,
  WRITING,
  RENDERING,
  DONE,
  FAILED,
  CANCELLED;

  public boolean ended() {
    return compareTo(DONE) >= 0;
  }

  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #id()}. */
  public static PresentationStatus of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
