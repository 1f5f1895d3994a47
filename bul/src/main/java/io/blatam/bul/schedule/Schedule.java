package io.blatam.bul.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.platform.identity.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * A document that is asked for on a date.
 *
 * @param owner in whose name
 * @param brief with its placeholders
 * @param cron of a recurring one
 * @param runAt of one that runs once
 * @param nextAt when it is due next; empty if never again
 */
public record Schedule(
    String id,
    Principal owner,
    String name,
    ObjectNode brief,
    Optional<String> cron,
    Optional<Instant> runAt,
    String zone,
    Missed missed,
    boolean paused,
    Instant createdAt,
    Optional<Instant> nextAt) {

  /**
   * @throws IllegalArgumentException that begins with the field that is wrong
   */
  Timing timing() {
    return cron.<Timing>map(expression -> new Timing.Recurring(Recurrence.of(expression, zone)))
        .orElseGet(() -> new Timing.Once(runAt.orElseThrow(), Recurrence.zone(zone)));
  }
}
