package io.blatam.bul.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came back from a receiver.
 *
 * @param status empty if no answer came
 * @param snippet the beginning of the body, printable
 * @param retryAfter what the receiver wants to be left alone for
 * @param error why it does not count as received; empty if it does
 */
record Answer(
    Optional<Integer> status,
    Optional<String> snippet,
    Optional<Duration> retryAfter,
    Optional<String> error) {

  private static final int GONE = 410;

  static Answer none(String error) {
    return new Answer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(error));
  }

  static Answer of(int status, String snippet, Optional<Duration> retryAfter) {
    Optional<String> error =
        status >= 200 && status < 300
            ? Optional.empty()
            : Optional.of(
                status >= 300 && status < 400
                    ? "the receiver redirects ("
                        + status
                        + "); redirects are not followed, register the address itself"
                    : "the receiver answered " + status);
    return new Answer(
        Optional.of(status),
        Optional.of(snippet).filter(text -> !text.isEmpty()),
        retryAfter,
        error);
  }

  boolean received() {
    return error.isEmpty();
  }

  /** The receiver says that it will never want to hear of this again. */
  boolean gone() {
    return status.filter(code -> code == GONE).isPresent();
  }
}
