package io.blatam.bul.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One occurrence of a schedule and what became of it.
 *
 * @param missed occurrences before it that were let go
 * @param job the document's job
 * @param reason why there is none
 */
public record ScheduledRun(
    String schedule,
    Instant occurrence,
    State state,
    int missed,
    Optional<String> job,
    Optional<String> reason) {

  /** What became of an occurrence. */
  public enum State {
    /** It will become a job as soon as the queue takes it. */
    DUE,
    ACCEPTED,
    /** Its brief can not be asked for. */
    FAILED,
    /** It was missed and let go. */
    SKIPPED;

    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
