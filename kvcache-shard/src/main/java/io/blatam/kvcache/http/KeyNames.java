package io.blatam.kvcache.http;

import io.blatam.platform.http.Problem;
import java.util.List;
import java.util.Objects;

/** Lists of keys in bodies. */
final class KeyNames {

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
}
