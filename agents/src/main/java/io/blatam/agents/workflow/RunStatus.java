package io.blatam.agents.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a run stands. The last three are ends. */
public enum RunStatus {
  ACCEPTED,
  RUNNING,
  /** A step failed and will be tried again. */
  WAITING_TO_RETRY,
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

  /**
   * @throws IllegalArgumentException that lists what there is
   */
  public static RunStatus of(String id) {
    return Arrays.stream(values())
        .filter(status -> status.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(values())
                            .map(RunStatus::id)
                            .collect(Collectors.joining(", "))));
  }
}
