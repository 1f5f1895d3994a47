package io.blatam.bul.knowledge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a note stands. The last two are ends. */
public enum NoteState {
  QUEUED,
  READING,
  READY,
  REFUSED;

  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static NoteState of(String id) {
    return Arrays.stream(values())
        .filter(state -> state.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("state: there is no \"" + id + "\""));
  }
}
