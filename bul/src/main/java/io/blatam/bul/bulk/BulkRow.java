package io.blatam.bul.bulk;

import com.fasterxml.jackson.annotation.JsonValue;
import io.blatam.bul.api.JobStatus;
import java.util.Locale;
import java.util.Optional;

/**
 * One brief of a bulk and what became of it.
 *
 * @param number counts from 1, without the header of a table
 * @param job the job that it became
 * @param jobStatus where that stands
 * @param reason why it was refused, or failed
 */
public record BulkRow(
    int number,
    State state,
    Optional<String> job,
    Optional<JobStatus> jobStatus,
    Optional<String> documentType,
    Optional<String> title,
    Optional<String> reason) {

  /** Where a row stands. The last four are ends. */
  public enum State {
    /** Until the queue has room. */
    WAITING,
    /** In the queue, or being written. */
    ACCEPTED,
    /** Can not be asked for as it is. */
    REJECTED,
    DONE,
    FAILED,
    CANCELLED;

    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
