package io.blatam.bul.webhook;

import io.blatam.bul.event.EventType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a tenant wants to be told.
 *
 * @param events which events; empty: all
 * @param disabledReason why it was switched off, if the platform did it
 * @param generation of its secret, 1 for the first
 */
public record Webhook(
    String id,
    String tenant,
    String url,
    Set<EventType> events,
    String description,
    boolean enabled,
    Optional<String> disabledReason,
    int generation,
    Instant rotatedAt,
    String createdBy,
    Instant createdAt) {

  public Webhook {
    events = Set.copyOf(events);
  }

  boolean wants(EventType type) {
    return enabled && (events.isEmpty() || events.contains(type));
  }

  Webhook with(WebhookChange change) {
    boolean nowEnabled = change.enabled().orElse(enabled);
    return new Webhook(
        id,
        tenant,
        change.url().orElse(url),
        change.eventTypes().orElse(events),
        change.description().orElse(description),
        nowEnabled,
        nowEnabled ? Optional.empty() : disabledReason,
        generation,
        rotatedAt,
        createdBy,
        createdAt);
  }
}
