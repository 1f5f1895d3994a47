package io.blatam.bul.http;

import io.blatam.platform.http.Problem;
import java.util.regex.Pattern;

/**
 * The header {@code Idempotency-Key}. No spaces: keys with spaces are those of bulks and schedules.
 */
final class IdempotencyKey {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private IdempotencyKey() {}

  /**
   * @throws io.blatam.platform.http.ProblemException (400) for one that is not taken
   */
  static String valid(String key) {
    if (!KEY.matcher(key).matches()) {
      throw Problem.validation(
              "Idempotency-Key", "must be 1 to 255 visible ASCII characters without spaces")
          .asException();
    }
    return key;
  }
}
