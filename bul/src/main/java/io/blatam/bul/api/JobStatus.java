package io.blatam.bul.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a job stands. The last three are ends. */
public enum JobStatus {
  QUEUED,
  PLANNING,
  WRITING,
  CHECKING,
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

  @JsonCreator
  public static JobStatus of(String id) {
    return Arrays.stream(values())
        .filter(status -> status.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "status: must be one of "
                        + Arrays.stream(values())
                            .map(JobStatus::id)
                            .collect(Collectors.joining(", "))));
  }
}
