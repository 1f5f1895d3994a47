package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** INFO and CONFIG. */
final class ServerCommands {

  /** The Redis whose replies these are; clients choose their commands by it. */
  static final String REDIS_VERSION = "7.0.15";

  private ServerCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("server");
    table.keyless("info", -1, List.of("loading", "stale"), "Figures", ServerCommands::info);
    table.container("config", "Settings, to be read");
    List<String> flags = List.of("admin", "noscript", "loading", "stale");
    table.within("config", "get", -3, flags, "What settings are", ServerCommands::settings);
    table.within(
        "config",
        "resetstat",
        2,
        flags,
        "Accepted, without a meaning",
        call -> Step.done(Reply.OK));
  }

  private static Step info(Invocation call) {
    return new Step.Everywhere(
        call.session().database(),
        new Scan.Count(),
        pages -> Step.done(new Reply.Verbatim(text(call, KeyspaceCommands.sum(pages)))));
  }

  private static String text(Invocation call, long keys) {
    Map<String, String> sections = sections(call, keys);
    List<String> wanted = new ArrayList<>();
    for (int i = 1; i < call.size(); i++) {
      wanted.add(call.lower(i));
    }
    boolean all =
        wanted.isEmpty()
            || wanted.stream().anyMatch(List.of("all", "default", "everything")::contains);
    List<String> shown = new ArrayList<>();
    sections.forEach(
        (name, body) -> {
          if (all || wanted.contains(name.toLowerCase(Locale.ROOT))) {
            shown.add("# " + name + "\r\n" + body);
          }
        });
    return String.join("\r\n", shown);
  }

  private static Map<String, String> sections(Invocation call, long keys) {
    Server server = call.server();
    long uptime = Math.max(0, (call.now() - server.startedMillis()) / 1000);
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put(
        "Server",
        lines(
            "redis_version:" + REDIS_VERSION,
            "redis_mode:standalone",
            "server_name:blatam",
            "os:" + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "arch_bits:64",
            "process_id:" + ProcessHandle.current().pid(),
            "run_id:" + server.nodeId(),
            "tcp_port:" + server.port(),
            "uptime_in_seconds:" + uptime,
            "uptime_in_days:" + uptime / 86_400));
    sections.put("Clients", lines("connected_clients:" + server.connections()));
    sections.put(
        "Memory",
        lines(
            "used_memory:" + server.usedBytes(),
            "used_memory_human:" + human(server.usedBytes()),
            "maxmemory:" + server.maxBytes(),
            "maxmemory_human:" + human(server.maxBytes()),
            "maxmemory_policy:allkeys-lfu"));
    sections.put("Persistence", lines("loading:0", "aof_enabled:0"));
    sections.put("Stats", lines("total_commands_processed:" + server.commandsProcessed()));
    sections.put("Replication", lines("role:master", "connected_slaves:0"));
    sections.put("Cluster", lines("cluster_enabled:0"));
    String database = "db" + call.session().database();
    sections.put(
        "Keyspace", keys == 0 ? "" : lines(database + ":keys=" + keys + ",expires=0,avg_ttl=0"));
    return sections;
  }

  /** As Redis writes bytes for people. */
  private static String human(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < 4) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + "B"
        : String.format(Locale.ROOT, "%.2f%c", value, " KMGT".charAt(unit));
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  /** A name without a pattern is given back as it was written. */
  private static Step settings(Invocation call) {
    Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 2; i < call.size(); i++) {
      String asked = call.text(i);
      GlobPattern pattern = new GlobPattern(call.lower(i));
      boolean exact = asked.chars().noneMatch(c -> c == '*' || c == '?' || c == '[');
      settings(call.server())
          .forEach(
              (name, value) -> {
                if (exact ? name.equalsIgnoreCase(asked) : pattern.matches(name)) {
                  found.putIfAbsent(exact ? asked : name, value);
                }
              });
    }
    List<Reply> pairs = new ArrayList<>();
    found.forEach(
        (name, value) -> {
          pairs.add(Reply.bulk(name));
          pairs.add(Reply.bulk(value));
        });
    return Step.done(new Reply.Pairs(pairs));
  }

  private static Map<String, String> settings(Server server) {
    return Map.of(
        "save", "",
        "appendonly", "no",
        "databases", Integer.toString(KeyspaceCommands.DATABASES),
        "maxmemory", Long.toString(server.maxBytes()),
        "maxmemory-policy", "allkeys-lfu",
        "proto-max-bulk-len", "536870912",
        "port", Integer.toString(server.port()),
        "timeout", "0",
        "cluster-enabled", "no");
  }
}
