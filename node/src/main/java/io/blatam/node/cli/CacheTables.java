package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The cache's answers as tables for people. */
final class CacheTables {

  private static final int KEY_WIDTH = 44;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  /** What somebody asks about. */
  enum Part {
    WHOLE,
    TENANT,
    NAMESPACE
  }

  private CacheTables() {}

  /** Of a part only what is known of that part: entries, tiers and latencies are everybody's. */
  static List<String> stats(JsonNode said, Part part, Speech speech) {
    List<String> lines = new ArrayList<>();
    if (part == Part.WHOLE) {
      figures(said.has("total") ? said.path("total") : said.path("own"), speech, lines);
      rates(said, speech, lines);
      ahead(said, speech, lines);
      tiers(said, speech, lines);
    } else if (part == Part.TENANT) {
      figures(said.path("own"), speech, lines);
    }
    namespaces(said, speech, lines);
    if (part == Part.WHOLE) {
      latencies(said, speech, lines);
    } else if (said.path("namespaces").isEmpty()) {
      lines.add(speech.say("Nothing has been looked up there.", "Ahí no se ha consultado nada."));
    }
    silent(said.path("nodes").path("silent").asInt(), said, speech).forEach(lines::add);
    return lines;
  }

  private static void figures(JsonNode figures, Speech speech, List<String> lines) {
    lines.add(
        speech
            .say(
                "%s entries, %s; hit ratio %s (%s hits, %s misses); saved %s of computing",
                "%s entradas, %s; aciertos %s (%s aciertos, %s fallos); ahorrados %s de cálculo")
            .formatted(
                speech.count(figures.path("entries").asLong()),
                speech.bytes(figures.path("bytes").asDouble()),
                speech.percent(figures.path("hit_ratio").asDouble()),
                speech.count(figures.path("hits").asLong()),
                speech.count(figures.path("misses").asLong()),
                speech.seconds(figures.path("saved_millis").asDouble() / 1_000)));
    lines.add(
        speech
            .say(
                "evicted %s (%s within a quota), expired %s, removed %s, rejected %s",
                "expulsadas %s (%s por una cuota), caducadas %s, eliminadas %s, rechazadas %s")
            .formatted(
                speech.count(figures.path("evictions").asLong()),
                speech.count(figures.path("quota_evictions").asLong()),
                speech.count(figures.path("expirations").asLong()),
                speech.count(figures.path("removals").asLong()),
                speech.count(figures.path("rejected").asLong())));
  }

  private static void rates(JsonNode said, Speech speech, List<String> lines) {
    if (said.has("throughput")) {
      JsonNode rates = said.path("throughput");
      lines.add(
          speech.format(
              speech.say(
                  "per second: %.1f lookups, %.1f insertions, %.1f evictions",
                  "por segundo: %.1f consultas, %.1f inserciones, %.1f expulsiones"),
              rates.path("lookups").asDouble(),
              rates.path("insertions").asDouble(),
              rates.path("evictions").asDouble()));
    }
  }

  /** What was brought nearer before it was asked for; nothing where nothing was. */
  private static void ahead(JsonNode said, Speech speech, List<String> lines) {
    JsonNode prefetch = said.path("prefetch");
    if (prefetch.path("fetched").asLong() > 0) {
      lines.add(
          speech
              .say(
                  "fetched ahead %s: %s useful, %s wasted",
                  "traídas de antemano %s: %s útiles, %s en vano")
              .formatted(
                  speech.count(prefetch.path("fetched").asLong()),
                  speech.count(prefetch.path("useful").asLong()),
                  speech.count(prefetch.path("wasted").asLong())));
    }
    JsonNode copies = said.path("copies");
    if (copies.path("taken").asLong() > 0) {
      lines.add(
          speech
              .say(
                  "copies of hot keys %s: %s hits, %s recalled",
                  "copias de claves muy consultadas %s: %s aciertos, %s retiradas")
              .formatted(
                  speech.count(copies.path("taken").asLong()),
                  speech.count(copies.path("hits").asLong()),
                  speech.count(copies.path("recalled").asLong())));
    }
  }

  private static void tiers(JsonNode said, Speech speech, List<String> lines) {
    if (!said.has("tiers")) {
      return;
    }
    lines.add("");
    lines.add(
        "%-8s %10s %10s %10s %10s"
            .formatted(
                speech.say("tier", "nivel"),
                speech.say("entries", "entradas"),
                speech.say("size", "tamaño"),
                speech.say("hits", "aciertos"),
                speech.say("dropped", "perdidas")));
    said.path("tiers")
        .properties()
        .forEach(
            tier ->
                lines.add(
                    "%-8s %10s %10s %10s %10s"
                        .formatted(
                            tier(tier.getKey(), speech),
                            speech.count(tier.getValue().path("entries").asLong()),
                            speech.bytes(tier.getValue().path("bytes").asDouble()),
                            speech.count(tier.getValue().path("hits").asLong()),
                            speech.count(tier.getValue().path("dropped").asLong()))));
  }

  private static void namespaces(JsonNode said, Speech speech, List<String> lines) {
    if (said.path("namespaces").isEmpty()) {
      return;
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(
        "%-16s %-18s %10s %10s %7s %8s %10s"
            .formatted(
                speech.say("tenant", "inquilino"),
                speech.say("namespace", "espacio"),
                speech.say("hits", "aciertos"),
                speech.say("misses", "fallos"),
                speech.say("ratio", "tasa"),
                speech.say("joined", "sumadas"),
                speech.say("saved", "ahorro")));
    for (JsonNode group : said.path("namespaces")) {
      lines.add(
          "%-16s %-18s %10s %10s %7s %8s %10s"
              .formatted(
                  cut(group.path("tenant").asText(), 16),
                  cut(group.path("namespace").asText(), 18),
                  speech.count(group.path("hits").asLong()),
                  speech.count(group.path("misses").asLong()),
                  speech.percent(group.path("hit_ratio").asDouble()),
                  speech.count(group.path("joined").asLong()),
                  speech.seconds(group.path("saved_millis").asDouble() / 1_000)));
    }
  }

  private static void latencies(JsonNode said, Speech speech, List<String> lines) {
    if (!said.has("latency")) {
      return;
    }
    lines.add("");
    lines.add(
        "%-16s %10s %10s %10s %10s %10s"
            .formatted(
                speech.say("last minute, ms", "último min, ms"),
                speech.say("count", "cuántas"),
                "p50",
                "p95",
                "p99",
                speech.say("max", "máx")));
    said.path("latency")
        .properties()
        .forEach(
            each -> {
              JsonNode latency = each.getValue();
              if (latency.path("count").asLong() > 0) {
                lines.add(
                    "%-16s %10s %10s %10s %10s %10s"
                        .formatted(
                            each.getKey(),
                            speech.count(latency.path("count").asLong()),
                            speech.format("%.2f", latency.path("p50").asDouble()),
                            speech.format("%.2f", latency.path("p95").asDouble()),
                            speech.format("%.2f", latency.path("p99").asDouble()),
                            speech.format("%.2f", latency.path("max").asDouble())));
              }
            });
  }

  static List<String> top(JsonNode said, Speech speech) {
    List<String> lines = new ArrayList<>();
    if (said.path("hottest").isEmpty()) {
      lines.add(
          speech.say(
              "No key stands out: of those looked up lately none was met twice in the sample.",
              "Ninguna clave destaca: de las consultadas últimamente ninguna se vio dos veces en la"
                  + " muestra."));
    } else {
      lines.add(
          "%10s %10s  %-16s %-18s %s"
              .formatted(
                  speech.say("lookups", "consultas"),
                  speech.say("at least", "al menos"),
                  speech.say("tenant", "inquilino"),
                  speech.say("namespace", "espacio"),
                  speech.say("key", "clave")));
      for (JsonNode key : said.path("hottest")) {
        lines.add(
            "%10s %10s  %-16s %-18s %s"
                .formatted(
                    speech.count(key.path("lookups").asLong()),
                    speech.count(key.path("lookups").asLong() - key.path("error").asLong()),
                    cut(key.path("tenant").asText(), 16),
                    cut(key.path("namespace").asText(), 18),
                    cut(key.path("key").asText(), KEY_WIDTH)));
      }
    }
    for (JsonNode saving : said.path("savings")) {
      lines.add(
          speech
              .say(
                  "saved in %s of %s: %s of computing%s%s",
                  "ahorrado en %s de %s: %s de cálculo%s%s")
              .formatted(
                  saving.path("namespace").asText(),
                  saving.path("tenant").asText(),
                  speech.seconds(saving.path("saved_millis").asDouble() / 1_000),
                  money(
                      saving,
                      "by_time",
                      speech.say(", worth %.2f %s by time", ", %.2f %s por tiempo"),
                      speech),
                  money(
                      saving,
                      "by_tokens",
                      speech.say(", worth %.2f %s by tokens", ", %.2f %s por tokens"),
                      speech)));
    }
    return lines;
  }

  private static String money(JsonNode saving, String field, String format, Speech speech) {
    return saving.has(field)
        ? speech.format(format, saving.path(field).asDouble(), saving.path("currency").asText())
        : "";
  }

  static List<String> policy(JsonNode said, Speech speech) {
    List<String> lines = new ArrayList<>();
    said.path("segments")
        .properties()
        .forEach(
            each ->
                lines.add(
                    each.getKey()
                        + ": "
                        + speech.count(
                            each.getValue().asInt(),
                            speech.say("segment", "segmento"),
                            speech.say("segments", "segmentos"))));
    lines.add(speech.say("configured: ", "configurada: ") + said.path("configured").asText());
    return lines;
  }

  static List<String> cleared(JsonNode said, Speech speech) {
    List<String> lines = new ArrayList<>();
    lines.add(removed(said, speech));
    lines.addAll(silent(said.path("silent").asInt(), said, speech));
    return List.of(String.join("; ", lines));
  }

  private static String removed(JsonNode said, Speech speech) {
    return speech.count(
        said.path("cleared").asLong(),
        speech.say("entry removed", "entrada eliminada"),
        speech.say("entries removed", "entradas eliminadas"));
  }

  /** Whose part is missing from an answer. */
  private static List<String> silent(int nodes, JsonNode said, Speech speech) {
    List<String> lines = new ArrayList<>();
    if (nodes > 0) {
      lines.add(
          speech.count(
              nodes,
              speech.say("node did not answer", "nodo no respondió"),
              speech.say("nodes did not answer", "nodos no respondieron")));
    }
    int segments = said.path("silent_segments").asInt();
    if (segments > 0) {
      lines.add(
          speech.count(
              segments,
              speech.say("segment did not answer", "segmento no respondió"),
              speech.say("segments did not answer", "segmentos no respondieron")));
    }
    return lines;
  }

  private static String tier(String name, Speech speech) {
    return switch (name) {
      case "hot" -> speech.say(name, "caliente");
      case "warm" -> speech.say(name, "templado");
      case "cold" -> speech.say(name, "frío");
      default -> name;
    };
  }

  /** Clients choose keys: what would steer a terminal is shown as a dot. */
  private static String cut(String key, int width) {
    String text = CONTROL.matcher(key).replaceAll("·");
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
