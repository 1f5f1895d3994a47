package io.blatam.kvcache.resp.command;

import com.sun.management.OperatingSystemMXBean;
import io.blatam.kvcache.engine.KeyCount;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.resp.wire.Reply;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * INFO: what this node has counted. Nobody else is asked and no key is looked at, so it takes as
 * long however many there are. What is not known here is not there, rather than 0.
 */
final class InfoCommand {

  /** The Redis whose replies these are; clients choose their commands by it. */
  static final String REDIS_VERSION = "7.0.15";

  private static final Set<String> EVERY_SECTION = Set.of("all", "default", "everything");

  private static final Map<String, Function<Invocation, List<String>>> SECTIONS = sections();

  private InfoCommand() {}

  static void addTo(CommandTable.Builder table) {
    table.group("server");
    table.keyless("info", -1, List.of("loading", "stale"), "Figures", InfoCommand::info);
  }

  private static Map<String, Function<Invocation, List<String>>> sections() {
    Map<String, Function<Invocation, List<String>>> sections = new LinkedHashMap<>();
    sections.put("Server", InfoCommand::server);
    sections.put("Clients", InfoCommand::clients);
    sections.put("Memory", InfoCommand::memory);
    sections.put("Persistence", call -> List.of("loading:0", "async_loading:0", "aof_enabled:0"));
    sections.put("Stats", InfoCommand::stats);
    sections.put(
        "Replication",
        call -> List.of("role:master", "connected_slaves:0", "master_repl_offset:0"));
    sections.put("Cluster", call -> List.of("cluster_enabled:0"));
    sections.put("Keyspace", InfoCommand::keyspace);
    return sections;
  }

  private static Step info(Invocation call) {
    List<String> wanted = new ArrayList<>();
    for (int i = 1; i < call.size(); i++) {
      wanted.add(call.lower(i));
    }
    boolean all = wanted.isEmpty() || wanted.stream().anyMatch(EVERY_SECTION::contains);
    List<String> shown = new ArrayList<>();
    SECTIONS.forEach(
        (name, lines) -> {
          if (all || wanted.contains(name.toLowerCase(Locale.ROOT))) {
            StringBuilder section = new StringBuilder("# " + name + "\r\n");
            lines.apply(call).forEach(line -> section.append(line).append("\r\n"));
            shown.add(section.toString());
          }
        });
    return Step.done(new Reply.Verbatim(String.join("\r\n", shown)));
  }

  private static List<String> server(Invocation call) {
    Server server = call.server();
    long uptime = Math.max(0, (call.now() - server.startedMillis()) / 1000);
    return List.of(
        "redis_version:" + REDIS_VERSION,
        "redis_mode:standalone",
        "server_name:blatam",
        "os:" + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        "arch_bits:64",
        "process_id:" + ProcessHandle.current().pid(),
        "run_id:" + server.nodeId(),
        "tcp_port:" + server.port(),
        "server_time_usec:" + call.now() * 1000,
        "uptime_in_seconds:" + uptime,
        "uptime_in_days:" + uptime / 86_400);
  }

  /** No command here blocks its client, and no client's keys are tracked. */
  private static List<String> clients(Invocation call) {
    Server.Traffic traffic = call.server().traffic();
    return List.of(
        "connected_clients:" + traffic.clients(),
        "maxclients:" + traffic.maxClients(),
        "blocked_clients:0",
        "tracking_clients:0");
  }

  private static List<String> memory(Invocation call) {
    long used = call.server().usedBytes();
    long most = call.server().maxBytes();
    long machine =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    return List.of(
        "used_memory:" + used,
        "used_memory_human:" + human(used),
        "total_system_memory:" + machine,
        "total_system_memory_human:" + human(machine),
        "maxmemory:" + most,
        "maxmemory_human:" + human(most),
        "maxmemory_policy:allkeys-lfu");
  }

  private static List<String> stats(Invocation call) {
    Server.Traffic traffic = call.server().traffic();
    Tally tally = call.server().tally();
    return List.of(
        "total_connections_received:" + traffic.connections(),
        "total_commands_processed:" + traffic.commands(),
        "instantaneous_ops_per_sec:" + traffic.perSecond(),
        "total_net_input_bytes:" + traffic.bytesIn(),
        "total_net_output_bytes:" + traffic.bytesOut(),
        "rejected_connections:" + traffic.rejected(),
        "expired_keys:" + tally.expirations(),
        "evicted_keys:" + tally.evictions(),
        "keyspace_hits:" + tally.hits(),
        "keyspace_misses:" + tally.misses(),
        "pubsub_channels:" + traffic.channels(),
        "pubsub_patterns:" + traffic.patterns());
  }

  /** How long keys have still to live is not counted, which Redis too says as 0. */
  private static List<String> keyspace(Invocation call) {
    String tenant = call.session().tenant().orElseThrow();
    List<String> lines = new ArrayList<>();
    for (int database = 0; database < KeyspaceCommands.DATABASES; database++) {
      KeyCount count = call.server().keys(tenant, database);
      if (count.keys() > 0 && call.server().mayRead(call.session().scopes(), database)) {
        lines.add(
            "db%d:keys=%d,expires=%d,avg_ttl=0".formatted(database, count.keys(), count.ending()));
      }
    }
    return lines;
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
}
