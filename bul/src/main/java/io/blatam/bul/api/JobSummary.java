package io.blatam.bul.api;

import java.time.Instant;
import java.util.Optional;

/** A job in a list. */
public record JobSummary(
    String id,
    JobStatus status,
    String documentType,
    String language,
    String title,
    int priority,
    Instant createdAt,
    Optional<Instant> finishedAt) {}
