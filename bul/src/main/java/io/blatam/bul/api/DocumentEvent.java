package io.blatam.bul.api;

import io.blatam.platform.event.DomainEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Something happened to a job or a bulk, and stands in the tenant's order of events. On the bus it
 * is a hint like every other; the table that it points into is the truth.
 *
 * @param at when it happened
 * @param position in the tenant's order
 * @param id the event's, the same wherever it is told
 * @param type {@code document.submitted}, {@code document.started}, {@code document.done}, {@code
 *     document.failed} (a dead letter), {@code document.cancelled} or {@code bulk.finished}
 */
public record DocumentEvent(
    String tenant,
    Instant at,
    long position,
    String id,
    String type,
    Optional<String> jobId,
    Optional<String> bulkId)
    implements DomainEvent {}
