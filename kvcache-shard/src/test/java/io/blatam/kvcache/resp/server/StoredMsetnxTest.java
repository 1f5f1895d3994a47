package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.ScratchStores;
import io.blatam.kvcache.store.StoreFencedException;
import io.blatam.kvcache.store.TableStore;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MSETNX in databases with a store behind them: 1 is written through, 2 back, and the store of 3
 * can not save keys of several segments together. Keys without a tag live in several.
 */
@Timeout(60)
class StoredMsetnxTest {

  private static final String SETTINGS =
      """
      blatam.kvcache {
        segments = 4
        operation-timeout = 1 s
        %s
        namespaces.redis-1.write = through
        namespaces.redis-2 { write = back, write-back.max-delay = 1 h }
        namespaces.redis-3 { write = through, %s }
      }
      """;

  private static final List<String> SPREAD = List.of("a", "b", "c", "d", "e", "f");

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
    return new ScratchDoor(
        SETTINGS.formatted(ScratchStores.setting(), ScratchStores.Plain.setting()));
  }

  @AfterEach
  void stop() {
    door.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void msetnx_ofKeysThatLiveTogether_isAllOrNothing(int number) throws IOException {
    try (RespClient client = database(number)) {
      assertThat(client.call("MSETNX", "{t}a", "1", "{t}b", "2", "{t}a", "3")).isEqualTo(":1");
      assertThat(client.call("MGET", "{t}a", "{t}b")).isEqualTo("*[$:3, $:2]");
      assertThat(client.call("MSETNX", "{t}c", "1", "{t}b", "9")).isEqualTo(":0");
      assertThat(client.call("MGET", "{t}c", "{t}b")).isEqualTo("*[nil, $:2]");
      assertThat(client.call("MSETNX", "alone", "1")).isEqualTo(":1");
    }
    door.close();
    door = newDoor();
    try (RespClient client = database(number)) {
      assertThat(client.call("MSETNX", "{t}b", "9", "{t}z", "9")).isEqualTo(":0");
      assertThat(client.call("MGET", "{t}a", "{t}b", "{t}z")).isEqualTo("*[$:3, $:2, nil]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_ofKeysOfSeveralSegments_isAllOrNothing(int number) throws IOException {
    assertThat(SPREAD.stream().map(name -> key(number, name).segment(4)).distinct())
        .hasSizeGreaterThan(2);
    try (RespClient client = database(number)) {
      assertThat(client.call(msetnx("v", SPREAD))).isEqualTo(":1");
      for (String name : SPREAD) {
        assertThat(stored(number, name)).hasValue("v");
      }
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[$:v, $:v, $:v, $:v, $:v, $:v]");
      assertThat(client.call("MSETNX", "x", "9", "y", "9", "z", "9", "f", "9")).isEqualTo(":0");
      assertThat(client.call("EXISTS", "x", "y", "z")).isEqualTo(":0");
      assertThat(client.call("TTL", "a")).isEqualTo(":-1");
      assertThat(client.call("MSETNX", "x", "1", "y", "2", "x", "3", "z", "4")).isEqualTo(":1");
      assertThat(client.call("MGET", "x", "y", "z")).isEqualTo("*[$:3, $:2, $:4]");
      client.call("SET", "y", "later");
    }
    door.close();
    door = newDoor();
    try (RespClient client = database(number)) {
      assertThat(client.call("MSETNX", "p", "9", "q", "9", "e", "9")).isEqualTo(":0");
      assertThat(client.call("MGET", "p", "q", "e", "y")).isEqualTo("*[nil, nil, $:v, $:later]");
    }
  }

  @Test
  void msetnx_storeThatSavesNoSegmentsTogether_isRedisClustersError() throws IOException {
    try (RespClient client = database(3)) {
      assertThat(client.call(msetnx("1", SPREAD)))
          .isEqualTo("-CROSSSLOT Keys in request don't hash to the same slot");
      assertThat(client.call("EXISTS", "a", "b", "c", "d", "e", "f")).isEqualTo(":0");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_expiredKeys_countAsAbsent(int number) throws IOException {
    try (RespClient client = database(number)) {
      client.call("SET", "a", "old", "PX", "20");
      client.call("SET", "d", "old", "PX", "20");
      while (client.call("EXISTS", "a", "d").equals(":2")
          || client.call("EXISTS", "a", "d").equals(":1")) {
        Thread.onSpinWait();
      }
      assertThat(client.call(msetnx("new", SPREAD))).isEqualTo(":1");
      assertThat(client.call("MGET", "a", "d", "f")).isEqualTo("*[$:new, $:new, $:new]");
      assertThat(client.call("TTL", "a")).isEqualTo(":-1");
      assertThat(stored(number, "a")).hasValue("new");
    }
  }

  /** The store would hear of all that for an hour only from a crash or a stop. */
  @Test
  void msetnx_writeBackWithUnsavedKeys_theirWritesComeFirst() throws IOException {
    try (RespClient client = database(2)) {
      client.call("SET", "a", "unsaved");
      assertThat(client.call(msetnx("9", SPREAD))).isEqualTo(":0");
      assertThat(stored(2, "b")).isEmpty();

      client.call("DEL", "a");
      client.call("SET", "b", "1");
      client.call("DEL", "b");
      assertThat(client.call(msetnx("v", SPREAD))).isEqualTo(":1");
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[$:v, $:v, $:v, $:v, $:v, $:v]");
      client.call("SET", "b", "later");
    }
    door.close();
    door = newDoor();
    try (RespClient client = database(2)) {
      assertThat(client.call("MGET", "a", "b", "c")).isEqualTo("*[$:v, $:later, $:v]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_storeAway_isOneErrorAndNothingIsThere(int number) throws IOException {
    try (RespClient client = database(number)) {
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[nil, nil, nil, nil, nil, nil]");
      store.down(true);
      assertThat(client.call(msetnx("1", SPREAD))).startsWith("-ERR the store of cache namespace");
      assertThat(client.call("MSETNX", "{t}a", "1", "{t}b", "2"))
          .startsWith("-ERR the store of cache namespace");
      store.down(false);
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[nil, nil, nil, nil, nil, nil]");
      assertThat(client.call(msetnx("2", SPREAD))).isEqualTo(":1");
    }
  }

  /** Its segments' keys were looked up and kept; then it went away. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_storeFailsToSave_isOneErrorAndNothingIsThere(int number) throws IOException {
    try (RespClient client = database(number)) {
      store.stepGate().completeExceptionally(new IllegalStateException("the store is away"));
      assertThat(client.call(msetnx("1", SPREAD)))
          .isEqualTo(
              "-ERR the store of cache namespace redis-%d failed: the store is away"
                  .formatted(number));
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[nil, nil, nil, nil, nil, nil]");
      store.stepGate().complete(null);
      assertThat(client.call(msetnx("2", SPREAD))).isEqualTo(":1");
    }
  }

  /** The connection broke, and the database did not notice for a while. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_storeSaysThatItFailedAndSavesLater_isVoid(int number) throws IOException {
    try (RespClient client = database(number)) {
      store.postpones();
      assertThat(client.call(msetnx("late", SPREAD)))
          .startsWith("-ERR the store of cache namespace");
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[nil, nil, nil, nil, nil, nil]");

      assertThatThrownBy(() -> Await.result(store.doPostponed()))
          .isInstanceOf(StoreFencedException.class);
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[nil, nil, nil, nil, nil, nil]");
      assertThat(client.call(msetnx("v", SPREAD))).isEqualTo(":1");
    }
  }

  /** The connection broke behind the commit: an error, and then it is seen that all were saved. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_storeSaysThatItFailedAndHasThem_allAreThere(int number) throws IOException {
    try (RespClient client = database(number)) {
      store.lies(true);
      assertThat(client.call(msetnx("v", SPREAD))).startsWith("-ERR the store of cache namespace");
      store.lies(false);
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[$:v, $:v, $:v, $:v, $:v, $:v]");
    }
  }

  /**
   * Whoever leads says nothing any more, as when its node has died: after a lease the keys are
   * free, and what it was about to save is not saved when it comes late.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_leaderIsSilent_keysAreFreeAfterALeaseAndItsSaveIsVoid(int number) throws IOException {
    try (RespClient silent = database(number);
        RespClient client = database(number)) {
      CompletableFuture<Void> gate = store.stepGate();
      silent.send(msetnx("late", SPREAD));
      silent.flush();
      while (store.steps() == 0) {
        Thread.onSpinWait();
      }
      assertThat(patiently(client, "GET", "a")).isEqualTo("nil");
      assertThat(patiently(client, "SET", "b", "other")).isEqualTo("+OK");
      gate.complete(null);

      assertThat(silent.reply()).startsWith("-ERR segment");
      assertThat(client.call(mget(SPREAD))).isEqualTo("*[nil, $:other, nil, nil, nil, nil]");
      assertThat(client.call(msetnx("v", List.of("a", "c", "d")))).isEqualTo(":1");
    }
  }

  /** Each wants what others want, in another order, and one key is set by somebody besides. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void msetnx_ofManyClientsAtOnce_oneGetsAllOrNobody(int number) throws Exception {
    Random random = new Random(number);
    List<RespClient> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(database(number));
    }
    int won = 0;
    try (RespClient setter = database(number)) {
      for (int round = 0; round < 40; round++) {
        int current = round;
        List<String> names =
            Stream.of("a", "b", "c", "d", "e").map(name -> name + "-" + current).toList();
        boolean set = round % 2 == 0;
        for (int i = 0; i < clients.size(); i++) {
          List<String> shuffled = new ArrayList<>(names);
          Collections.shuffle(shuffled, random);
          clients.get(i).send(msetnx("v" + i, shuffled));
          clients.get(i).flush();
          if (set && i == 2) {
            setter.send("SET", names.get(2), "set");
            setter.flush();
          }
        }
        int winners = 0;
        String winner = "nil";
        for (int i = 0; i < clients.size(); i++) {
          String reply = clients.get(i).reply();
          assertThat(reply).isIn(":0", ":1");
          winners += reply.equals(":1") ? 1 : 0;
          winner = reply.equals(":1") ? "$:v" + i : winner;
        }
        won += winners;
        assertThat(winners).isLessThanOrEqualTo(1);
        String third = winner;
        if (set) {
          assertThat(setter.reply()).isEqualTo("+OK");
          third = "$:set";
        } else {
          assertThat(winners).isEqualTo(1);
        }
        assertThat(clients.get(0).call(mget(names)))
            .isEqualTo("*" + List.of(winner, winner, third, winner, winner));
      }
    }
    assertThat(won).isBetween(20, 40);
    for (RespClient client : clients) {
      client.close();
    }
  }

  /** Who comes first behind a step waits for as long as its lease, and may be told so. */
  private static String patiently(RespClient client, String... words) throws IOException {
    String reply = client.call(words);
    for (int i = 0; i < 3 && reply.startsWith("-ERR cache namespace"); i++) {
      reply = client.call(words);
    }
    return reply;
  }

  private static String[] msetnx(String value, List<String> names) {
    return Stream.concat(
            Stream.of("MSETNX"), names.stream().flatMap(name -> Stream.of(name, value)))
        .toArray(String[]::new);
  }

  private static String[] mget(List<String> names) {
    return Stream.concat(Stream.of("MGET"), names.stream()).toArray(String[]::new);
  }

  private RespClient database(int number) throws IOException {
    RespClient client = door.client();
    assertThat(client.call("SELECT", Integer.toString(number))).isEqualTo("+OK");
    return client;
  }

  private static CacheKey key(int number, String name) {
    return new CacheKey("default", "redis-" + number, name);
  }

  private Optional<String> stored(int number, String name) {
    CacheKey key = key(number, name);
    return Optional.ofNullable(
            Await.result(store.real().load("redis-" + number, List.of(key))).get(key))
        .map(value -> new String(value.value(), StandardCharsets.ISO_8859_1));
  }
}
