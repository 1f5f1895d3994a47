package io.blatam.bul.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import io.blatam.bul.event.EventType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One event for one webhook, and what became of it.
 *
 * @param position the event's place in the order
 * @param attempts how often it was tried
 * @param nextAt when it is tried next, while it is pending
 * @param giveUpAt when it is dead if it was not received until then
 * @param last what came of the last attempt
 */
public record Delivery(
    String id,
    String webhookId,
    String eventId,
    Optional<String> jobId,
    EventType type,
    long position,
    String payload,
    State state,
    int attempts,
    Instant createdAt,
    Instant nextAt,
    Instant giveUpAt,
    Optional<Attempt> last) {

  /** Where a delivery stands. */
  public enum State {
    /** Not received yet; it will be tried again. */
    PENDING,
    /** The receiver answered 2xx. */
    DELIVERED,
    /** Nobody received it in time; it can be sent again by hand. */
    DEAD;

    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What came of one attempt.
   *
   * @param status the answer's HTTP status; empty if none came
   * @param snippet the beginning of the answer's body
   * @param error why it does not count as received
   */
  public record Attempt(
      Instant at,
      long elapsedMs,
      Optional<Integer> status,
      Optional<String> snippet,
      Optional<String> error) {}
}
