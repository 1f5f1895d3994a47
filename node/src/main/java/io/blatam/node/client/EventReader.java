package io.blatam.node.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Reads a {@code text/event-stream} (WHATWG HTML, section 9.2.6). Comments, which keep a quiet
 * connection open, are passed over; an event that the stream ends in the middle of is dropped.
 */
public final class EventReader {

  private final BufferedReader lines;
  private String lastId = "";

  public EventReader(Reader stream) {
    this.lines = new BufferedReader(stream);
  }

  /** The next event, or empty at the stream's end. Blocks until either. */
  public Optional<ServerEvent> next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean hasData = false;
    String type = "message";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (hasData) {
          return Optional.of(new ServerEvent(lastId, type, data.toString()));
        }
        type = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "data" -> {
          data.append(hasData ? "\n" : "").append(value);
          hasData = true;
        }
        case "event" -> type = value;
        case "id" -> lastId = value;
        default -> {
          // A comment (the field's name is empty), "retry", or a field of the future.
        }
      }
    }
    return Optional.empty();
  }
}
