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
  /** A person looks at the outline before anything is written. */
  OUTLINE,
  /** A person is asked which document is wanted. */
  QUESTION,
  WRITING,
  CHECKING,
  RENDERING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether it goes on only when a person has said something. */
  public boolean held() {
    return this == OUTLINE || this == QUESTION;
  }

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
