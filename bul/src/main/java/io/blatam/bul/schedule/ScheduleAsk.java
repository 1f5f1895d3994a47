package io.blatam.bul.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What somebody says of a schedule: all of a new one, or what is to change of an old one.
 *
 * @param brief what {@code POST /documents} takes, with placeholders in its texts
 */
public record ScheduleAsk(
    Optional<String> name,
    Optional<JsonNode> brief,
    Optional<String> cron,
    Optional<OffsetDateTime> runAt,
    Optional<String> zone,
    Optional<Missed> missed,
    Optional<Boolean> paused) {

  private static final int LONGEST_NAME = 160;

  public ScheduleAsk {
    // To Jackson an absent tree is a tree of nothing.
    brief = brief.filter(tree -> !tree.isNull() && !tree.isMissingNode());
    if (name.map(String::length).orElse(0) > LONGEST_NAME) {
      throw new IllegalArgumentException("name: must be at most " + LONGEST_NAME + " characters");
    }
    if (cron.isPresent() && runAt.isPresent()) {
      throw new IllegalArgumentException("run_at: give either cron or run_at, not both");
    }
    if (brief.isPresent() && !brief.get().isObject()) {
      throw new IllegalArgumentException("brief: must be an object, such as {\"text\": \"…\"}");
    }
  }
}
