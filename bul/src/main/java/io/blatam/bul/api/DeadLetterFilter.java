package io.blatam.bul.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are meant; an empty part lets everything through.
 *
 * @param reason a part of the reason, in any case
 * @param failedBefore given up earlier than this
 */
public record DeadLetterFilter(
    Optional<String> documentType, Optional<String> reason, Optional<Instant> failedBefore) {

  public static final DeadLetterFilter ALL =
      new DeadLetterFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
