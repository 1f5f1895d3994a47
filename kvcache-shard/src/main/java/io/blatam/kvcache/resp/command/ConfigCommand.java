package io.blatam.kvcache.resp.command;

import static java.util.Map.entry;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CONFIG: what settings are, in Redis's words. */
final class ConfigCommand {

  private ConfigCommand() {}

  static void addTo(CommandTable.Builder table) {
    table.group("server");
    table.container("config", "Settings, to be read");
    List<String> flags = List.of("admin", "noscript", "loading", "stale");
    table.within("config", "get", -3, flags, "What settings are", ConfigCommand::settings);
    table.within(
        "config",
        "resetstat",
        2,
        flags,
        "Accepted, without a meaning",
        call -> Step.done(Reply.OK));
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
    return Map.ofEntries(
        entry("save", ""),
        entry("appendonly", "no"),
        entry("databases", Integer.toString(KeyspaceCommands.DATABASES)),
        entry("maxclients", Integer.toString(server.traffic().maxClients())),
        entry("maxmemory", Long.toString(server.maxBytes())),
        entry("maxmemory-policy", "allkeys-lfu"),
        entry("proto-max-bulk-len", "536870912"),
        entry("port", Integer.toString(server.port())),
        entry("timeout", "0"),
        entry("cluster-enabled", "no"),
        entry("slowlog-log-slower-than", "-1"),
        entry("latency-monitor-threshold", "0"),
        entry("latency-tracking", "no"));
  }
}
