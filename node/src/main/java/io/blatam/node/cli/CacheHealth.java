package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How the cache is, as lines for people: the whole, then each check with what to do. */
final class CacheHealth {

  private CacheHealth() {}

  static List<String> lines(JsonNode said, Speech speech) {
    List<String> lines = new ArrayList<>();
    lines.add(state(said.path("state").asText(), speech));
    for (JsonNode check : said.path("checks")) {
      lines.add(
          "%-9s %-13s %s"
              .formatted(
                  state(check.path("state").asText(), speech),
                  name(check.path("name").asText(), speech),
                  value(check, speech)));
      if (check.has("advice")) {
        lines.add("          " + check.path("advice").asText());
      }
    }
    return lines;
  }

  private static String value(JsonNode check, Speech speech) {
    if (!check.has("value")) {
      return check.path("unit").asText().equals("ms")
          ? speech.say("not enough operations yet", "aún no hay bastantes operaciones")
          : speech.say("not enough lookups yet", "aún no hay bastantes consultas");
    }
    return number(check.path("value").asDouble(), check.path("unit").asText(), speech)
        + " "
        + unit(check.path("unit").asText(), speech);
  }

  /** Counts are whole, and parts of a whole are per cent. */
  private static String number(double value, String unit, Speech speech) {
    return switch (unit) {
      case "not answering" -> speech.count(Math.round(value));
      case "ratio", "of the bound" -> speech.percent(value);
      default -> speech.format("%,.1f", value);
    };
  }

  private static String state(String state, Speech speech) {
    return switch (state) {
      case "ok" -> speech.say(state, "bien");
      case "warn" -> speech.say(state, "aviso");
      case "critical" -> speech.say(state, "crítico");
      default -> state;
    };
  }

  private static String name(String check, Speech speech) {
    return switch (check) {
      case "segments" -> speech.say(check, "segmentos");
      case "hit-ratio" -> speech.say(check, "aciertos");
      case "evictions" -> speech.say(check, "expulsiones");
      case "latency-p99" -> speech.say(check, "latencia-p99");
      case "memory" -> speech.say(check, "memoria");
      default -> check;
    };
  }

  private static String unit(String unit, Speech speech) {
    return switch (unit) {
      case "not answering" -> speech.say(unit, "sin responder");
      case "ratio" -> speech.say("of lookups", "de las consultas");
      case "per second and segment" -> speech.say(unit, "por segundo y segmento");
      case "of the bound" -> speech.say(unit, "del límite");
      default -> unit;
    };
  }
}
