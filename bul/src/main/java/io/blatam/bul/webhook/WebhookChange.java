package io.blatam.bul.webhook;

import io.blatam.bul.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody says of a webhook: all of a new one, or what is to change of an old one.
 *
 * @param events event types; an empty list for all
 */
public record WebhookChange(
    Optional<String> url,
    Optional<List<String>> events,
    Optional<String> description,
    Optional<Boolean> enabled) {

  private static final int LONGEST_DESCRIPTION = 300;

  public WebhookChange {
    description.ifPresent(
        text -> {
          if (text.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException(
                "description: must be at most " + LONGEST_DESCRIPTION + " characters");
          }
        });
    events.ifPresent(WebhookChange::types);
  }

  Optional<Set<EventType>> eventTypes() {
    return events.map(WebhookChange::types);
  }

  private static Set<EventType> types(List<String> ids) {
    return ids.stream().map(WebhookChange::type).collect(Collectors.toUnmodifiableSet());
  }

  private static EventType type(String id) {
    return EventType.of(id)
        .filter(EventType::offered)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "events: '"
                        + id
                        + "' does not happen here; name some of "
                        + Arrays.stream(EventType.values())
                            .filter(EventType::offered)
                            .map(EventType::id)
                            .collect(Collectors.joining(", "))
                        + ", or none for all"));
  }
}
