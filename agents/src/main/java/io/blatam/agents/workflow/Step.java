package io.blatam.agents.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** The steps of the document workflow, in order. */
public enum Step {
  /** Read the brief and settle what is asked for. */
  BRIEF,
  /** Have the document written. */
  DOCUMENT,
  /** Check it for repetition, and against the tenant's earlier documents. */
  REDUNDANCY_CHECK,
  /** Render and store the files. */
  EXPORT;

  public static Step first() {
    return values()[0];
  }

  public Optional<Step> next() {
    return ordinal() + 1 < values().length
        ? Optional.of(values()[ordinal() + 1])
        : Optional.empty();
  }

  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
