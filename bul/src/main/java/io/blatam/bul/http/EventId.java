package io.blatam.bul.http;

import io.blatam.platform.http.Problem;
import java.util.regex.Pattern;

/** The header {@code Last-Event-ID}. */
final class EventId {

  private static final Pattern EVENT_ID = Pattern.compile("[0-9]{1,18}");

  private EventId() {}

  /**
   * @throws io.blatam.platform.http.ProblemException (400) for what no event of ours had
   */
  static long read(String id) {
    if (!EVENT_ID.matcher(id).matches()) {
      throw Problem.validation("Last-Event-ID", "must be the id of an event of this stream")
          .asException();
    }
    return Long.parseLong(id);
  }
}
