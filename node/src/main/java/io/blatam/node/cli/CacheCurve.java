package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The miss-ratio curve drawn in text, with the sentences that go with it, in their language. */
final class CacheCurve {

  private static final int WIDTH = 50;

  private CacheCurve() {}

  /**
   * @param locale Spanish or English
   */
  static List<String> lines(JsonNode said, Locale locale) {
    List<String> lines = new ArrayList<>();
    JsonNode points = said.path("curve").path("points");
    if (seen(points)) {
      draw(points, Words.of(locale), lines);
      lines.add("");
    }
    said.path("sentences").forEach(sentence -> lines.add(sentence.asText()));
    lines.add(
        String.format(
            locale,
            Words.of(locale).footer(),
            said.path("lookups").asLong(),
            said.path("sampled_keys").asInt()));
    return lines;
  }

  private record Words(String memory, String hits, String saved, String now, String footer) {

    static Words of(Locale locale) {
      return locale.getLanguage().equals("es")
          ? new Words(
              "memoria",
              "aciertos",
              "ahorro",
              "ahora ▸",
              "(curva LRU de %,d consultas, %,d claves observadas)")
          : new Words(
              "memory",
              "hits",
              "saved",
              "now ▸",
              "(LRU curve from %,d lookups, %,d keys looked at)");
    }
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

  private static void draw(JsonNode points, Words words, List<String> lines) {
    lines.add(
        "%10s  %7s  %-50s %7s  %s".formatted(words.memory(), "", words.hits(), "", words.saved()));
    for (JsonNode point : points) {
      double hits = point.path("hit_ratio").asDouble();
      double factor = point.path("factor").asDouble();
      lines.add(
          "%10s  %7s  %-50s %7s  %s"
              .formatted(
                  CacheTables.bytes(point.path("bytes").asDouble()),
                  factor == 1 ? words.now() : times(factor),
                  bar(hits),
                  CacheTables.percent(hits),
                  factor == 1 ? "" : signed(point.path("saved_versus_now").asDouble())));
    }
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * WIDTH);
    return "█".repeat(full) + "·".repeat(WIDTH - full);
  }

  private static String times(double factor) {
    return factor < 1
        ? (factor == 0.75 ? "×3/4" : "×1/" + Math.round(1 / factor))
        : String.format(Locale.ROOT, factor == Math.rint(factor) ? "×%.0f" : "×%.1f", factor);
  }

  private static String signed(double share) {
    return String.format(Locale.ROOT, "%+.1f%%", share * 100);
  }
}
