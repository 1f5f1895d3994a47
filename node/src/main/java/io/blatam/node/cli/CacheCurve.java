package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The miss-ratio curve drawn in text, with the sentences that go with it, in their language. */
final class CacheCurve {

  private static final int WIDTH = 50;

  private CacheCurve() {}

  static List<String> lines(JsonNode said, Speech speech) {
    List<String> lines = new ArrayList<>();
    JsonNode points = said.path("curve").path("points");
    if (seen(points)) {
      draw(points, speech, lines);
      lines.add("");
    }
    said.path("sentences").forEach(sentence -> lines.add(sentence.asText()));
    lines.add(
        speech.format(
            speech.say(
                "(LRU curve from %,d lookups, %,d keys looked at)",
                "(curva LRU de %,d consultas, %,d claves observadas)"),
            said.path("lookups").asLong(),
            said.path("sampled_keys").asInt()));
    return lines;
  }

  /** Before anything was asked for twice there is no curve, only a line at zero. */
  private static boolean seen(JsonNode points) {
    for (JsonNode point : points) {
      if (point.path("hit_ratio").asDouble() > 0) {
        return true;
      }
    }
    return false;
  }

  private static void draw(JsonNode points, Speech speech, List<String> lines) {
    lines.add(
        "%10s  %7s  %-50s %7s  %s"
            .formatted(
                speech.say("memory", "memoria"),
                "",
                speech.say("hits", "aciertos"),
                "",
                speech.say("saved", "ahorro")));
    for (JsonNode point : points) {
      double hits = point.path("hit_ratio").asDouble();
      double factor = point.path("factor").asDouble();
      lines.add(
          "%10s  %7s  %-50s %7s  %s"
              .formatted(
                  speech.bytes(point.path("bytes").asDouble()),
                  factor == 1 ? speech.say("now ▸", "ahora ▸") : times(factor, speech),
                  bar(hits),
                  speech.percent(hits),
                  factor == 1 ? "" : signed(point.path("saved_versus_now").asDouble(), speech)));
    }
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * WIDTH);
    return "█".repeat(full) + "·".repeat(WIDTH - full);
  }

  private static String times(double factor, Speech speech) {
    return factor < 1
        ? (factor == 0.75 ? "×3/4" : "×1/" + Math.round(1 / factor))
        : speech.format(factor == Math.rint(factor) ? "×%.0f" : "×%.1f", factor);
  }

  private static String signed(double share, Speech speech) {
    return (share < 0 ? "" : "+") + speech.percent(share);
  }
}
