package io.blatam.bul.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of occurrences that came while nothing ran. */
public enum Missed {
  /** The latest one is made up for, whatever number was missed. */
  RUN,
  /** They are let go. */
  SKIP;

  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException {@code missed: …}
   */
  @JsonCreator
  public static Missed of(String id) {
    for (Missed missed : values()) {
      if (missed.id().equals(id)) {
        return missed;
      }
    }
    throw new IllegalArgumentException("missed: must be run or skip");
  }
}
