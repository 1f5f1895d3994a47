package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.store.ScratchStores;
import io.blatam.kvcache.store.TableStore;
import io.blatam.platform.database.Database;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What INFO tells monitors is what the cache has counted. */
@Timeout(60)
class InfoTest {

  /** One segment that has room for some hundred small values, and nothing below it. */
  private static final String SMALL =
      """
      blatam.kvcache {
        segments = 1, segment-bytes = 64 KiB, lowest-tier = hot, policy = lru
        warm.bytes = 0, cold.bytes = 0, exists-lease.max-bytes = 0
      }
      """;

  /** Those of redis_exporter's that can be answered here. */
  private static final List<String> READ_BY_EXPORTERS =
      List.of(
          "uptime_in_seconds",
          "process_id",
          "run_id",
          "redis_version",
          "redis_mode",
          "os",
          "tcp_port",
          "role",
          "connected_clients",
          "blocked_clients",
          "tracking_clients",
          "maxclients",
          "used_memory",
          "maxmemory",
          "maxmemory_policy",
          "total_system_memory",
          "loading",
          "aof_enabled",
          "connected_slaves",
          "master_repl_offset",
          "total_connections_received",
          "rejected_connections",
          "total_commands_processed",
          "instantaneous_ops_per_sec",
          "total_net_input_bytes",
          "total_net_output_bytes",
          "expired_keys",
          "evicted_keys",
          "keyspace_hits",
          "keyspace_misses",
          "pubsub_channels",
          "pubsub_patterns",
          "cluster_enabled");

  static Map<String, String> info(RespClient client, String... sections) throws IOException {
    String[] words = new String[sections.length + 1];
    words[0] = "INFO";
    System.arraycopy(sections, 0, words, 1, sections.length);
    Map<String, String> fields = new TreeMap<>();
    client
        .call(words)
        .lines()
        .skip(1)
        .filter(line -> line.contains(":"))
        .forEach(
            line -> {
              String field = line.substring(0, line.indexOf(':'));
              assertThat(fields.put(field, line.substring(field.length() + 1))).isNull();
            });
    return fields;
  }

  @Test
  void info_hasWhatMonitorsRead_andNothingThatIsNotKnown() throws IOException {
    try (ScratchDoor door = new ScratchDoor(SMALL);
        RespClient client = door.client()) {
      assertThat(info(client, "ALL"))
          .containsKeys(READ_BY_EXPORTERS.toArray(String[]::new))
          .doesNotContainKeys("used_memory_rss", "mem_fragmentation_ratio", "used_cpu_sys");
      assertThat(info(client)).containsKeys("redis_version", "keyspace_hits");
      assertThat(info(client, "clients", "STATS"))
          .containsKeys("connected_clients", "keyspace_hits")
          .doesNotContainKey("redis_version");
      assertThat(info(client, "nothing")).isEmpty();
    }
  }

  @Test
  void stats_hitsAndMisses_areThoseOfReads() throws IOException {
    try (ScratchDoor door = new ScratchDoor(SMALL);
        RespClient client = door.client()) {
      client.call("SET", "a", "1");
      client.call("GET", "a");
      client.call("MGET", "a", "none", "nor this");
      client.call("STRLEN", "a");
      for (String[] silent :
          List.of(
              new String[] {"OBJECT", "ENCODING", "a"},
              new String[] {"MEMORY", "USAGE", "a"},
              new String[] {"INCR", "a"},
              new String[] {"APPEND", "a", "1"},
              new String[] {"EXPIRE", "a", "100"},
              new String[] {"RENAME", "a", "b"})) {
        client.call(silent);
      }
      assertThat(info(client, "stats"))
          .containsEntry("keyspace_hits", "3")
          .containsEntry("keyspace_misses", "2");
    }
  }

  @Test
  void stats_evictedAndExpired_areThoseOfTheNode() throws IOException {
    try (ScratchDoor door = new ScratchDoor(SMALL);
        RespClient client = door.client()) {
      for (int i = 0; i < 100; i++) {
        client.call("SET", "k" + i, "x".repeat(1_000));
      }
      client.call("SET", "short", "x", "PX", "1");
      while (!client.call("GET", "short").equals("nil")) {
        Thread.onSpinWait();
      }
      int left = Integer.parseInt(client.call("DBSIZE").substring(1));
      assertThat(left).isBetween(20, 80);
      Map<String, String> stats = info(client, "stats");
      assertThat(Integer.parseInt(stats.get("evicted_keys"))).isBetween(100 - left, 101 - left);
      assertThat(stats).containsEntry("expired_keys", "1");
    }
  }

  @Test
  void stats_connectionsAndCommands_areCounted() throws IOException {
    try (ScratchDoor door = new ScratchDoor("blatam.kv-cache.resp.max-connections = 2");
        RespClient client = door.client()) {
      try (RespClient gone = door.client()) {
        gone.call("PING");
      }
      Map<String, String> before = info(client, "stats");
      for (int i = 0; i < 10; i++) {
        client.call("PING");
      }
      Map<String, String> after = info(client, "stats");
      assertThat(before.get("total_connections_received")).isEqualTo("2");
      assertThat(more("total_commands_processed", before, after)).isEqualTo(11);
      assertThat(more("total_net_input_bytes", before, after)).isEqualTo(10 * 14 + 25);
      assertThat(more("total_net_output_bytes", before, after)).isBetween(10 * 7L, 10_000L);
      assertThat(info(client, "clients")).containsEntry("maxclients", "2");
    }
  }

  private static long more(String field, Map<String, String> before, Map<String, String> after) {
    return Long.parseLong(after.get(field)) - Long.parseLong(before.get(field));
  }

  @Test
  void keyspace_hasEveryDatabaseWithKeysOfWhoAsks() throws IOException {
    try (ScratchDoor door = new ScratchDoor();
        RespClient client = door.client();
        RespClient other = door.client()) {
      String token =
          door.issuer().issue(new Principal("ana", "acme", Set.of()), Duration.ofMinutes(5));
      assertThat(other.call("AUTH", token)).isEqualTo("+OK");
      other.call("SET", "hers", "1");
      for (int i = 0; i < 20; i++) {
        client.call("SET", "k" + i, "v", "EX", "1000");
      }
      client.call("SET", "k0", "v");
      client.call("PERSIST", "k1");
      client.call("DEL", "k2", "k3");
      client.call("SELECT", "7");
      client.call("SET", "k", "v");
      client.call("SELECT", "3");

      assertThat(info(client, "keyspace"))
          .containsExactly(
              Map.entry("db0", "keys=18,expires=16,avg_ttl=0"),
              Map.entry("db7", "keys=1,expires=0,avg_ttl=0"));
      assertThat(info(other, "keyspace"))
          .containsExactly(Map.entry("db0", "keys=1,expires=0,avg_ttl=0"));
      client.call("FLUSHALL");
      assertThat(info(client, "keyspace")).isEmpty();
    }
  }

  /**
   * What it tells stands in the node's memory: nobody else is asked, and nothing looked through.
   */
  @Test
  void info_storeOfADatabaseAway_answers(@TempDir Path directory) throws IOException {
    Database database = Engine.H2.open(directory);
    ScratchStores.Switched store = ScratchStores.before(new TableStore(database));
    String setting =
        "blatam.kvcache { %s, namespaces.redis-1.write = through }"
            .formatted(ScratchStores.setting());
    try (ScratchDoor door = new ScratchDoor(setting);
        RespClient client = door.client()) {
      client.call("SELECT", "1");
      client.call("SET", "k", "v");
      store.listsNoMore();
      assertThat(info(client, "keyspace")).containsOnlyKeys("db1");
    } finally {
      database.close();
    }
  }
}
