package io.blatam.gamma.api;

import io.blatam.platform.event.DomainEvent;
import java.time.Instant;

/** A presentation has come to its end, whichever. A hint: whoever must know asks the service. */
public record PresentationFinished(
    String tenant, Instant at, String presentationId, PresentationStatus status)
    implements DomainEvent {}
