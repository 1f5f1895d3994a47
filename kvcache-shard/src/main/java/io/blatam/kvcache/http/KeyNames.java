package io.blatam.kvcache.http;

import io.blatam.platform.http.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Names of keys as callers give them. */
final class KeyNames {

  private static final List<String> PARTS = List.of("tenant", "namespace", "key");

  private KeyNames() {}

  /**
   * @throws io.blatam.platform.http.ProblemException (400) unless there are 1 to {@code most}
   *     names, none of them null
   */
  static void require(List<String> names, int most) {
    if (names.isEmpty() || names.size() > most || names.stream().anyMatch(Objects::isNull)) {
      throw Problem.validation("keys", "must be 1 to " + most + " keys, each a text").asException();
    }
  }

  /**
   * An unset variable of a script is not a wish for what has no name.
   *
   * @throws io.blatam.platform.http.ProblemException (400) where it is given, and empty
   */
  static void requireSaid(String field, Optional<String> value) {
    if (value.filter(String::isEmpty).isPresent()) {
      throw Problem.validation(field, "is empty; leave it out where all are meant").asException();
    }
  }

  /**
   * What to answer where a key can not be. {@link io.blatam.kvcache.api.CacheKey} says first which
   * of its parts it is about; its key is called what the caller calls it.
   */
  static Problem refused(String field, IllegalArgumentException why) {
    String message = why.getMessage();
    for (String part : PARTS) {
      if (message.startsWith(part + ": ")) {
        return Problem.validation(
            part.equals("key") ? field : part, message.substring(part.length() + 2));
      }
    }
    return Problem.validation(field, message);
  }
}
