package io.blatam.node.cli;

import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How values are written for people and for scripts. */
final class Output {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Output() {}

  /** One object on one line. */
  static String json(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }

  /** In the time zone of whoever reads it. */
  static String time(Instant at) {
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }

  /** Seconds as people say them: "0.4 s", "12 s", "2 min 5 s". */
  static String seconds(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 120 ? whole + " s" : "%d min %d s".formatted(whole / 60, whole % 60);
  }
}
