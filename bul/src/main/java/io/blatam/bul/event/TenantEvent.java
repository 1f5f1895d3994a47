package io.blatam.bul.event;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened, as it is told.
 *
 * @param position place in the order in which things are told; grows, with gaps
 * @param id the same however often it is told
 * @param jobId the job it is about; empty for what is about none
 * @param bulkId the bulk that the job belongs to
 * @param payload JSON: {@code id}, {@code type}, {@code timestamp}, {@code data}
 */
public record TenantEvent(
    long position,
    String id,
    String tenant,
    Optional<String> jobId,
    Optional<String> bulkId,
    EventType type,
    Instant at,
    String payload) {}
