package io.blatam.gamma.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One step on the way of a presentation.
 *
 * @param id grows by one a step; what a listener gives back to go on after it
 * @param event {@code accepted}, {@code started}, {@code written}, {@code retry}, {@code done},
 *     {@code failed} or {@code cancelled}
 * @param message for a person, where there is something to say
 */
public record PresentationStep(
    long id, String event, PresentationStatus status, Optional<String> message, Instant at) {}
