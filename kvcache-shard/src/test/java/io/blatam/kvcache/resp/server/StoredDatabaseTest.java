package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.ScratchStores;
import io.blatam.kvcache.store.TableStore;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis databases with a store behind them: 1 is written through, 2 back, 0 has none. */
@Timeout(60)
class StoredDatabaseTest {

  private static final String SETTINGS =
      """
      blatam.kvcache {
        segments = 4
        %s
        namespaces.redis-1.write = through
        namespaces.redis-2 { write = back, write-back.max-delay = 1 h }
      }
      """;

  @TempDir Path directory;

  private Database database;
  private ScratchStores.Switched store;
  private ScratchDoor door;

  @BeforeEach
  void start() {
    database = Engine.H2.open(directory);
    store = ScratchStores.before(new TableStore(database));
    door = newDoor();
  }

  private static ScratchDoor newDoor() {
    return new ScratchDoor(SETTINGS.formatted(ScratchStores.setting()));
  }

  @AfterEach
  void stop() {
    door.close();
    database.close();
  }

  @Test
  void set_through_theStoreHasItWhenTheReplyIsThere() throws IOException {
    try (RespClient client = database(1)) {
      assertThat(client.call("SET", "k", "value")).isEqualTo("+OK");
      assertThat(stored("redis-1", "k")).hasValue("value");

      assertThat(client.call("APPEND", "k", "+more")).isEqualTo(":10");
      assertThat(stored("redis-1", "k")).hasValue("value+more");

      assertThat(client.call("DEL", "k")).isEqualTo(":1");
      assertThat(stored("redis-1", "k")).isEmpty();
    }
  }

  @Test
  void set_through_storeIsSlow_theReplyWaitsAndOthersAreServed() throws IOException {
    try (RespClient slow = database(1);
        RespClient other = database(0)) {
      CompletableFuture<Void> gate = store.gate();
      slow.send("SET", "k", "value");
      slow.send("GET", "k");
      slow.flush();

      assertThat(other.call("SET", "k", "quick")).isEqualTo("+OK");
      assertThat(stored("redis-1", "k")).isEmpty();
      gate.complete(null);

      assertThat(slow.reply()).isEqualTo("+OK");
      assertThat(slow.reply()).isEqualTo("$:value");
    }
  }

  @Test
  void set_throughStoreAway_isAnErrorAndTheOldValueCounts() throws IOException {
    try (RespClient client = database(1)) {
      client.call("SET", "k", "old");
      store.down(true);
      assertThat(client.call("SET", "k", "new")).startsWith("-ERR the store of cache namespace");
      store.down(false);
      assertThat(client.call("GET", "k")).isEqualTo("$:old");
    }
  }

  @Test
  void commands_pipelinedOnOneKey_inTheirOrder() throws IOException {
    for (int number : List.of(1, 2)) {
      try (RespClient client = database(number)) {
        for (int i = 0; i < 200; i++) {
          client.send("INCR", "counter");
        }
        client.send("GETDEL", "counter");
        client.send("EXISTS", "counter");
        client.send("MSET", "a", "1", "b", "2");
        client.send("MGET", "a", "b", "c");
        client.flush();
        for (int i = 1; i <= 200; i++) {
          assertThat(client.reply()).isEqualTo(":" + i);
        }
        assertThat(client.reply()).isEqualTo("$:200");
        assertThat(client.reply()).isEqualTo(":0");
        assertThat(client.reply()).isEqualTo("+OK");
        assertThat(client.reply()).isEqualTo("*[$:1, $:2, nil]");
      }
    }
  }

  @Test
  void mset_ofThousandsOfKeys_nothingSentBehindItOvertakesIt() throws IOException {
    try (RespClient client = database(2)) {
      String[] mset = new String[6_001];
      String[] mget = new String[3_001];
      mset[0] = "MSET";
      mget[0] = "MGET";
      for (int i = 0; i < 3_000; i++) {
        mset[2 * i + 1] = "k" + i;
        mset[2 * i + 2] = "v" + i;
        mget[i + 1] = "k" + i;
      }
      client.send(mset);
      client.send("GET", "k2999");
      client.send("APPEND", "k2999", "+");
      client.send(mget);
      client.send("SET", "k2999", "later");
      client.flush();

      assertThat(client.reply()).isEqualTo("+OK");
      assertThat(client.reply()).isEqualTo("$:v2999");
      assertThat(client.reply()).isEqualTo(":6");
      String values = client.reply();
      assertThat(values.substring(0, 15)).isEqualTo("*[$:v0, $:v1, $");
      assertThat(values.substring(values.length() - 20)).isEqualTo(", $:v2998, $:v2999+]");
      assertThat(client.reply()).isEqualTo("+OK");
    }
  }

  @Test
  void mget_ofMoreThanACommandMayTake_isAnErrorAndTheNextIsServed() throws IOException {
    door.close();
    door =
        new ScratchDoor(
            SETTINGS.formatted(ScratchStores.setting()),
            "blatam.kv-cache.resp.max-command-bytes = 64 KiB");
    try (RespClient client = database(2)) {
      for (String key : List.of("a", "b", "c")) {
        client.call("SET", key, key.repeat(30_000));
      }
      assertThat(client.call("MGET", "a", "b", "c"))
          .startsWith("-ERR the values of these keys take more than 65536 bytes");
      assertThat(client.call("STRLEN", "c")).isEqualTo(":30000");
    }
  }

  /** A store may have more keys than the heap has room for. */
  @Test
  void keys_moreThanACommandMayTake_isAnErrorAndScanGivesThem() throws IOException {
    door.close();
    door =
        new ScratchDoor(
            SETTINGS.formatted(ScratchStores.setting()),
            "blatam.kv-cache.resp.max-command-bytes = 64 KiB");
    try (RespClient client = database(2)) {
      String long400 = "k".repeat(400);
      for (int i = 0; i < 200; i++) {
        client.call("SET", long400 + i, "v");
      }
      assertThat(client.call("KEYS", "*"))
          .isEqualTo("-ERR the keys that match take more than 65536 bytes together; use SCAN");
      assertThat(elements(client.call("KEYS", "*77"))).containsOnly(long400 + 77, long400 + 177);
      assertThat(scanned(client)).hasSize(200).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void replies_randomCommandsOnFewKeys_areRedis(int number) throws Exception {
    assumeTrue(RedisServer.installed(), "skipped: redis-server is not installed");
    Random random = new Random(number);
    try (RedisServer redis = RedisServer.start();
        RespClient theirs = new RespClient(redis.port());
        RespClient ours = database(number)) {
      for (int i = 0; i < 1_000; i++) {
        String[] words = RedisDifferentialTest.anyCommand(random);
        assertThat(ours.call(words)).as(String.join(" ", words)).isEqualTo(theirs.call(words));
      }
    }
  }

  @Test
  void get_afterARestart_isWhatTheStoreHas() throws IOException {
    try (RespClient through = database(1);
        RespClient back = database(2)) {
      through.call("SET", "k", "through", "EX", "1000");
      through.call("SET", "gone", "x");
      through.call("DEL", "gone");
      for (int i = 0; i < 300; i++) {
        back.call("SET", "k" + i, "back" + i);
      }
      back.call("SET", "binary\r\n\u0000\u00ff", "\u0000\u00ff");
    }
    door.close();
    door = newDoor();
    try (RespClient through = database(1);
        RespClient back = database(2)) {
      assertThat(through.call("GET", "k")).isEqualTo("$:through");
      assertThat(through.call("TTL", "k")).isIn(":1000", ":999", ":998", ":997");
      assertThat(through.call("GET", "gone")).isEqualTo("nil");
      assertThat(through.call("SETNX", "k", "other")).isEqualTo(":0");
      for (int i = 0; i < 300; i++) {
        assertThat(back.call("GET", "k" + i)).isEqualTo("$:back" + i);
      }
      assertThat(back.call("GET", "binary\r\n\u0000\u00ff")).isEqualTo("$:\u0000\u00ff");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void listings_ofWhatTheCacheHoldsAndOfWhatOnlyTheStoreHas_haveEachKeyOnce(int number)
      throws IOException {
    Set<String> expected = new TreeSet<>();
    try (RespClient client = database(number)) {
      for (int i = 0; i < 600; i++) {
        client.call("SET", "before" + i, "v");
        expected.add("before" + i);
      }
    }
    door.close();
    door = newDoor();
    try (RespClient client = database(number)) {
      for (int i = 0; i < 600; i++) {
        if (i % 3 == 0) {
          client.call("SET", "later" + i, "v");
          expected.add("later" + i);
        } else if (i % 3 == 1) {
          client.call("DEL", "before" + i);
          expected.remove("before" + i);
        } else {
          client.call("GET", "before" + i);
        }
      }
      client.call("SET", "over", "v", "PX", "1");
      client.call("SET", "before2", "again");

      assertThat(elements(client.call("KEYS", "*"))).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(elements(client.call("KEYS", "later3*")))
          .containsExactlyInAnyOrderElementsOf(
              expected.stream().filter(key -> key.startsWith("later3")).toList());
      assertThat(scanned(client)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(client.call("DBSIZE")).isEqualTo(":" + expected.size());
      Set<String> random = new TreeSet<>();
      for (int i = 0; i < 50; i++) {
        random.add(client.call("RANDOMKEY").substring(2));
      }
      assertThat(expected).containsAll(random);
      assertThat(random).hasSizeGreaterThan(10);

      client.call("FLUSHDB");
      assertThat(client.call("DBSIZE")).isEqualTo(":0");
      assertThat(client.call("RANDOMKEY")).isEqualTo("nil");
      assertThat(client.call("KEYS", "*")).isEqualTo("*[]");
    }
  }

  @Test
  void keys_storeAway_isAnErrorThatSaysSo() throws IOException {
    try (RespClient client = database(1)) {
      client.call("SET", "k", "v");
      store.down(true);
      for (String[] words : List.of(new String[] {"KEYS", "*"}, new String[] {"DBSIZE"})) {
        assertThat(client.call(words))
            .startsWith("-ERR the store of cache namespace redis-1 can not be listed");
      }
      store.down(false);
      assertThat(client.call("DBSIZE")).isEqualTo(":1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void dbsize_storeDoesNotAnswer_isAnErrorInTheTimeOfACall(int number) throws IOException {
    door.close();
    door =
        new ScratchDoor(
            SETTINGS.formatted(ScratchStores.setting()), "blatam.kvcache.operation-timeout = 1 s");
    try (RespClient client = database(number)) {
      client.call("SET", "k", "v");
      store.listsNoMore();
      long begun = System.nanoTime();
      for (String[] words : List.of(new String[] {"DBSIZE"}, new String[] {"KEYS", "*"})) {
        assertThat(client.call(words))
            .isEqualTo(
                "-ERR the store of cache namespace redis-%d did not answer in 1000 ms"
                    .formatted(number));
      }
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(10));
      assertThat(client.call("GET", "k")).isEqualTo("$:v");
    }
  }

  private static List<String> scanned(RespClient client) throws IOException {
    List<String> keys = new ArrayList<>();
    String cursor = "0";
    do {
      String reply = client.call("SCAN", cursor, "COUNT", "7");
      cursor = reply.substring("*[$:".length(), reply.indexOf(','));
      keys.addAll(elements(reply.substring(reply.indexOf(',') + 2, reply.length() - 1)));
    } while (!cursor.equals("0"));
    return keys;
  }

  /** Of {@code *[$:a, $:b]}. */
  private static List<String> elements(String reply) {
    String inside = reply.substring(2, reply.length() - 1);
    return inside.isEmpty()
        ? List.of()
        : Arrays.stream(inside.split(", ")).map(element -> element.substring(2)).toList();
  }

  @Test
  void flushdb_takesWhatTheStoreHas_andNothingElse() throws IOException {
    try (RespClient through = database(1);
        RespClient back = database(2)) {
      for (int i = 0; i < 700; i++) {
        through.send("SET", "k" + i, "v");
      }
      through.flush();
      for (int i = 0; i < 700; i++) {
        through.reply();
      }
      back.call("SET", "k", "stays");
    }
    door.close();
    door = newDoor();
    try (RespClient through = database(1);
        RespClient back = database(2)) {
      assertThat(through.call("FLUSHDB")).isEqualTo("+OK");

      assertThat(through.call("GET", "k1")).isEqualTo("nil");
      assertThat(Await.result(store.real().keys("default", "redis-1", Optional.empty(), 10)))
          .isEmpty();
      assertThat(back.call("GET", "k")).isEqualTo("$:stays");
    }
  }

  private RespClient database(int number) throws IOException {
    RespClient client = door.client();
    assertThat(client.call("SELECT", Integer.toString(number))).isEqualTo("+OK");
    return client;
  }

  private Optional<String> stored(String namespace, String name) {
    CacheKey key = new CacheKey("default", namespace, name);
    return Optional.ofNullable(Await.result(store.real().load(namespace, List.of(key))).get(key))
        .map(value -> new String(value.value(), StandardCharsets.ISO_8859_1));
  }
}
