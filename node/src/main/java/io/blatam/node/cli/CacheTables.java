package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The cache's answers as tables for people. */
final class CacheTables {

  private static final int KEY_WIDTH = 44;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** What somebody asks about. */
  enum Part {
    WHOLE,
    TENANT,
    NAMESPACE
  }

  private CacheTables() {}

  /** Of a part only what is known of that part: entries, tiers and latencies are everybody's. */
  static List<String> stats(JsonNode said, Part part) {
    List<String> lines = new ArrayList<>();
    if (part == Part.WHOLE) {
      figures(said.has("total") ? said.path("total") : said.path("own"), lines);
      rates(said, lines);
      ahead(said, lines);
      tiers(said, lines);
    } else if (part == Part.TENANT) {
      figures(said.path("own"), lines);
    }
    namespaces(said, lines);
    if (part == Part.WHOLE) {
      latencies(said, lines);
    } else if (said.path("namespaces").isEmpty()) {
      lines.add("Nothing has been looked up there.");
    }
    if (said.path("nodes").path("silent").asInt() > 0) {
      lines.add(said.path("nodes").path("silent").asInt() + " nodes did not answer");
    }
    return lines;
  }

  private static void figures(JsonNode figures, List<String> lines) {
    lines.add(
        "%s entries, %s; hit ratio %s (%s hits, %s misses); saved %s of computing"
            .formatted(
                count(figures.path("entries")),
                bytes(figures.path("bytes").asDouble()),
                percent(figures.path("hit_ratio").asDouble()),
                count(figures.path("hits")),
                count(figures.path("misses")),
                Output.seconds(figures.path("saved_millis").asDouble() / 1_000)));
    lines.add(
        "evicted %s (%s within a quota), expired %s, removed %s, rejected %s"
            .formatted(
                count(figures.path("evictions")),
                count(figures.path("quota_evictions")),
                count(figures.path("expirations")),
                count(figures.path("removals")),
                count(figures.path("rejected"))));
  }

  private static void rates(JsonNode said, List<String> lines) {
    if (said.has("throughput")) {
      JsonNode rates = said.path("throughput");
      lines.add(
          String.format(
              Locale.ROOT,
              "per second: %.1f lookups, %.1f insertions, %.1f evictions",
              rates.path("lookups").asDouble(),
              rates.path("insertions").asDouble(),
              rates.path("evictions").asDouble()));
    }
  }

  /** What was brought nearer before it was asked for; nothing where nothing was. */
  private static void ahead(JsonNode said, List<String> lines) {
    JsonNode prefetch = said.path("prefetch");
    if (prefetch.path("fetched").asLong() > 0) {
      lines.add(
          "fetched ahead %s: %s useful, %s wasted"
              .formatted(
                  count(prefetch.path("fetched")),
                  count(prefetch.path("useful")),
                  count(prefetch.path("wasted"))));
    }
    JsonNode copies = said.path("copies");
    if (copies.path("taken").asLong() > 0) {
      lines.add(
          "copies of hot keys %s: %s hits, %s recalled"
              .formatted(
                  count(copies.path("taken")),
                  count(copies.path("hits")),
                  count(copies.path("recalled"))));
    }
  }

  private static void tiers(JsonNode said, List<String> lines) {
    if (!said.has("tiers")) {
      return;
    }
    lines.add("");
    lines.add("%-8s %10s %10s %10s %10s".formatted("tier", "entries", "size", "hits", "dropped"));
    said.path("tiers")
        .properties()
        .forEach(
            tier ->
                lines.add(
                    "%-8s %10s %10s %10s %10s"
                        .formatted(
                            tier.getKey(),
                            count(tier.getValue().path("entries")),
                            bytes(tier.getValue().path("bytes").asDouble()),
                            count(tier.getValue().path("hits")),
                            count(tier.getValue().path("dropped")))));
  }

  private static void namespaces(JsonNode said, List<String> lines) {
    if (said.path("namespaces").isEmpty()) {
      return;
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(
        "%-16s %-18s %10s %10s %7s %8s %10s"
            .formatted("tenant", "namespace", "hits", "misses", "ratio", "joined", "saved"));
    for (JsonNode group : said.path("namespaces")) {
      lines.add(
          "%-16s %-18s %10s %10s %7s %8s %10s"
              .formatted(
                  cut(group.path("tenant").asText(), 16),
                  cut(group.path("namespace").asText(), 18),
                  count(group.path("hits")),
                  count(group.path("misses")),
                  percent(group.path("hit_ratio").asDouble()),
                  count(group.path("joined")),
                  Output.seconds(group.path("saved_millis").asDouble() / 1_000)));
    }
  }

  private static void latencies(JsonNode said, List<String> lines) {
    if (!said.has("latency")) {
      return;
    }
    lines.add("");
    lines.add(
        "%-16s %10s %10s %10s %10s %10s"
            .formatted("last minute, ms", "count", "p50", "p95", "p99", "max"));
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
                            count(latency.path("count")),
                            millis(latency.path("p50")),
                            millis(latency.path("p95")),
                            millis(latency.path("p99")),
                            millis(latency.path("max"))));
              }
            });
  }

  static List<String> top(JsonNode said) {
    List<String> lines = new ArrayList<>();
    if (said.path("hottest").isEmpty()) {
      lines.add("No key has been looked up lately.");
    } else {
      lines.add("%10s  %-16s %-18s %s".formatted("lookups", "tenant", "namespace", "key"));
      for (JsonNode key : said.path("hottest")) {
        lines.add(
            "%10s  %-16s %-18s %s"
                .formatted(
                    count(key.path("lookups")),
                    cut(key.path("tenant").asText(), 16),
                    cut(key.path("namespace").asText(), 18),
                    cut(key.path("key").asText(), KEY_WIDTH)));
      }
    }
    for (JsonNode saving : said.path("savings")) {
      lines.add(
          "saved in %s of %s: %s of computing%s%s"
              .formatted(
                  saving.path("namespace").asText(),
                  saving.path("tenant").asText(),
                  Output.seconds(saving.path("saved_millis").asDouble() / 1_000),
                  money(saving, "by_time", ", worth %.2f %s by time"),
                  money(saving, "by_tokens", ", worth %.2f %s by tokens")));
    }
    return lines;
  }

  private static String money(JsonNode saving, String field, String format) {
    return saving.has(field)
        ? String.format(
            Locale.ROOT, format, saving.path(field).asDouble(), saving.path("currency").asText())
        : "";
  }

  static List<String> health(JsonNode said) {
    List<String> lines = new ArrayList<>();
    lines.add(said.path("state").asText());
    for (JsonNode check : said.path("checks")) {
      lines.add(
          "%-9s %-12s %s %s"
              .formatted(
                  check.path("state").asText(),
                  check.path("name").asText(),
                  check.has("value")
                      ? String.format(Locale.ROOT, "%.3f", check.path("value").asDouble())
                      : "too little seen",
                  check.has("value") ? check.path("unit").asText() : ""));
      if (check.has("advice")) {
        lines.add("          " + check.path("advice").asText());
      }
    }
    return lines;
  }

  static List<String> policy(JsonNode said) {
    List<String> lines = new ArrayList<>();
    said.path("segments")
        .properties()
        .forEach(each -> lines.add(each.getKey() + ": " + each.getValue().asInt() + " segments"));
    lines.add("configured: " + said.path("configured").asText());
    return lines;
  }

  static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1_024 && unit < UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    return String.format(
        Locale.ROOT, value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f%%", ratio * 100);
  }

  private static String count(JsonNode number) {
    return String.format(Locale.ROOT, "%,d", number.asLong());
  }

  private static String millis(JsonNode number) {
    return String.format(Locale.ROOT, "%.2f", number.asDouble());
  }

  /** Clients choose keys: what would steer a terminal is shown as a dot. */
  private static String cut(String key, int width) {
    String text = CONTROL.matcher(key).replaceAll("·");
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
