package io.blatam.bul.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job that was given up.
 *
 * @param attempts how often work on it was begun
 * @param reason why the last one failed, for a person
 */
public record DeadLetter(
    String id,
    String documentType,
    String language,
    String title,
    int priority,
    int attempts,
    String reason,
    Instant createdAt,
    Instant failedAt) {

  /** Some of them, newest first, and the cursor of the page after them. */
  public record Page(List<DeadLetter> letters, Optional<String> next) {}
}
