package io.blatam.bul.api;

import io.blatam.platform.event.DomainEvent;
import java.time.Instant;

/**
 * A job has come to its end, whichever. Published as a hint: whoever must know asks {@link
 * Documents}.
 */
public record DocumentFinished(String tenant, Instant at, String jobId, JobStatus status)
    implements DomainEvent {}
