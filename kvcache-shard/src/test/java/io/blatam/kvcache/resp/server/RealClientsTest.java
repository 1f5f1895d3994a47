package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blatam.platform.identity.Principal;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.SetArgs;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** The clients that people use, as they come from Central or from Debian. */
class RealClientsTest {

  private static ScratchDoor door;

  @BeforeAll
  static void start() {
    door = new ScratchDoor();
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  @Test
  void jedis_resp2AndResp3_readsAndWrites() {
    for (RedisProtocol protocol : List.of(RedisProtocol.RESP2, RedisProtocol.RESP3)) {
      var config = DefaultJedisClientConfig.builder().protocol(protocol).build();
      try (Jedis jedis = new Jedis("127.0.0.1", door.port(), config)) {
        jedis.select(3);
        jedis.flushDB();
        assertThat(jedis.set("a", "ä")).isEqualTo("OK");
        assertThat(jedis.get("a")).isEqualTo("ä");
        assertThat(jedis.set("a", "b", SetParams.setParams().nx())).isNull();
        assertThat(jedis.incrBy("n", 41)).isEqualTo(41);
        assertThat(jedis.expire("n", 100)).isEqualTo(1);
        assertThat(jedis.ttl("n")).isBetween(99L, 100L);
        assertThat(jedis.mget("a", "none")).containsExactly("ä", null);
        Pipeline pipeline = jedis.pipelined();
        for (int i = 0; i < 500; i++) {
          pipeline.set("p" + i, "v" + i);
        }
        assertThat(pipeline.syncAndReturnAll()).hasSize(500).containsOnly("OK");
        assertThat(jedis.dbSize()).isEqualTo(502);
        assertThatThrownBy(() -> jedis.incr("a"))
            .isInstanceOf(JedisDataException.class)
            .hasMessage("ERR value is not an integer or out of range");
      }
    }
  }

  @Test
  void lettuce_readsWritesScansAndListens() throws Exception {
    RedisURI uri = RedisURI.builder().withHost("127.0.0.1").withPort(door.port()).build();
    RedisClient client = RedisClient.create(uri);
    try (var connection = client.connect();
        var listening = client.connectPubSub()) {
      var commands = connection.sync();
      commands.select(4);
      commands.flushdb();
      assertThat(commands.set("a", "1", SetArgs.Builder.ex(100).nx())).isEqualTo("OK");
      assertThat(commands.getex("a", GetExArgs.Builder.persist())).isEqualTo("1");
      assertThat(commands.ttl("a")).isEqualTo(-1);
      Set<String> expected = new HashSet<>(Set.of("a"));
      for (int i = 0; i < 1_000; i++) {
        commands.set("key" + i, "v");
        expected.add("key" + i);
      }
      Set<String> scanned = new HashSet<>();
      ScanIterator.scan(commands).forEachRemaining(scanned::add);
      assertThat(scanned).isEqualTo(expected);

      BlockingQueue<String> heard = new ArrayBlockingQueue<>(10);
      listening.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              heard.add(channel + "=" + message);
            }

            @Override
            public void message(String pattern, String channel, String message) {
              heard.add(pattern + ":" + channel + "=" + message);
            }
          });
      listening.sync().subscribe("news");
      listening.sync().psubscribe("n?ws");
      assertThat(commands.publish("news", "hello")).isEqualTo(2);
      assertThat(List.of(take(heard), take(heard)))
          .containsExactlyInAnyOrder("news=hello", "n?ws:news=hello");
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  private static String take(BlockingQueue<String> heard) throws InterruptedException {
    return heard.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void auth_tokenOfATenant_seesThatTenantOnly() {
    String token =
        door.issuer().issue(new Principal("ana", "acme", Set.of()), Duration.ofMinutes(5));
    var config = DefaultJedisClientConfig.builder().password(token).build();
    try (Jedis acme = new Jedis("127.0.0.1", door.port(), config);
        Jedis nobody = new Jedis("127.0.0.1", door.port())) {
      acme.set("secret", "x");
      assertThat(acme.get("secret")).isEqualTo("x");
      assertThat(nobody.get("secret")).isNull();
      nobody.flushAll();
      assertThat(acme.get("secret")).isEqualTo("x");
      assertThatThrownBy(() -> nobody.auth("not a token")).hasMessageStartingWith("WRONGPASS");
    }
  }

  @Test
  void redisCli_commandsAndCatalogue_work() throws Exception {
    assumeTrue(RedisServer.program("redis-cli").isPresent(), "skipped: redis-cli is not installed");
    assertThat(redisCli("set", "cli", "1")).isEqualTo("OK");
    assertThat(redisCli("-3", "get", "cli")).isEqualTo("1");
    assertThat(redisCli("json.set", "doc", "$", "{\"a\":[1,{\"b\":2.50}]}")).isEqualTo("OK");
    assertThat(redisCli("json.set", "doc", "$.a[1].b", "3")).isEqualTo("OK");
    assertThat(redisCli("json.get", "doc")).isEqualTo("{\"a\":[1,{\"b\":3}]}");
    assertThat(redisCli("json.get", "doc", "$.a[0]")).isEqualTo("[1]");
    assertThat(redisCli("json.del", "doc", ".a[0]")).isEqualTo("1");
    assertThat(redisCli("json.get", "doc", ".")).isEqualTo("{\"a\":[{\"b\":3}]}");
    assertThat(redisCli("command", "docs", "get")).contains("summary");
    assertThat(redisCli("info", "server")).contains("redis_version:");
    assertThat(redisCli("cluster", "slots")).contains("16383");
    assertThat(redisCli("client", "info")).contains("resp=2");
  }

  @Test
  void redisCli_itsOwnScans_work() throws Exception {
    assumeTrue(RedisServer.program("redis-cli").isPresent(), "skipped: redis-cli is not installed");
    try (RespClient client = door.client()) {
      client.call("SELECT", "9");
      for (int i = 1; i <= 300; i++) {
        client.call("SET", "scanned:" + i, "x".repeat(i));
      }
    }
    assertThat(redisCli("-n", "9", "--scan", "--pattern", "scanned:30*").lines().sorted())
        .containsExactly("scanned:30", "scanned:300");
    assertThat(redisCli("-n", "9", "--bigkeys"))
        .contains("Sampled 300 keys", "Biggest string found '\"scanned:300\"' has 300 bytes")
        .contains("300 strings with 45150 bytes");
    assertThat(redisCli("-n", "9", "--memkeys"))
        .contains("Sampled 300 keys", "Biggest string found '\"scanned:300\"' has 479 bytes");
  }

  @Test
  void redisCli_usedMemory_isWhatTheCacheHolds() throws Exception {
    assumeTrue(RedisServer.program("redis-cli").isPresent(), "skipped: redis-cli is not installed");
    long before = usedMemory();
    assertThat(redisCli("set", "filling", "x".repeat(100_000))).isEqualTo("OK");
    assertThat(usedMemory() - before).isBetween(100_000L, 110_000L);
  }

  private static long usedMemory() throws Exception {
    return redisCli("info", "memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
        .findFirst()
        .orElseThrow();
  }

  private static String redisCli(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("redis-cli", "-p"));
    command.add(Integer.toString(door.port()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }
}
