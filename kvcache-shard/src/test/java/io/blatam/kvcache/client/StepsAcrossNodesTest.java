package io.blatam.kvcache.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.store.ScratchStores;
import io.blatam.kvcache.store.TableStore;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** New keys of segments on three nodes over one store, led by each of them. */
@Timeout(120)
class StepsAcrossNodesTest {

  private static final int SEGMENTS = 12;
  private static final List<String> NAMESPACES = List.of("through", "back");
  private static final String SETTINGS =
      """
      blatam.kvcache {
        segments = %d
        operation-timeout = 2 s
        %s
        namespaces.through.write = through
        namespaces.back { write = back, write-back.max-delay = 1 h }
      }
      """
          .formatted(SEGMENTS, ScratchStores.setting());

  @TempDir static Path directory;

  private static final List<ActorSystem<Void>> SYSTEMS = new ArrayList<>();
  private static Database database;
  private static ScratchStores.Switched store;

  @BeforeAll
  static void start() throws Exception {
    database = Engine.H2.open(directory);
    store = ScratchStores.before(new TableStore(database));
    SYSTEMS.add(TestSystems.founder(SETTINGS));
    SYSTEMS.add(TestSystems.joining(SYSTEMS.get(0), SETTINGS));
    SYSTEMS.add(TestSystems.joining(SYSTEMS.get(0), SETTINGS));
    TestSystems.awaitMembers(3, SYSTEMS);
    SYSTEMS.forEach(KvCacheExtension::of);
    awaitSegmentsOnAll();
  }

  /** Segments come to life where they are asked for something, and then are spread. */
  private static void awaitSegmentsOnAll() throws Exception {
    do {
      for (CacheKey key : keys("warm", "up")) {
        // Where a segment is to live may not be known yet.
        result(cache(0).get(key).exceptionally(away -> Optional.empty()));
      }
    } while (!SYSTEMS.stream().allMatch(system -> segmentsOn(system) > 0));
  }

  private static long segmentsOn(ActorSystem<Void> system) {
    return IntStream.range(0, SEGMENTS)
        .filter(segment -> LocalCells.of(system).find(segment).isPresent())
        .count();
  }

  @AfterAll
  static void stop() throws Exception {
    for (ActorSystem<Void> system : SYSTEMS) {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(60, SECONDS);
    }
    database.close();
  }

  @Test
  void put_fromEachNode_allOrNothingAndSeenByAll() throws Exception {
    for (String namespace : NAMESPACES) {
      for (int node = 0; node < SYSTEMS.size(); node++) {
        List<CacheKey> keys = keys(namespace, "each-" + node);
        assertThat(result(putNew(cache(node), keys, "1"))).isTrue();
        for (int other = 0; other < SYSTEMS.size(); other++) {
          assertThat(values(cache(other), keys)).containsOnly(Optional.of("1"));
          List<CacheKey> overlapping = new ArrayList<>(keys(namespace, "free-" + node + other));
          overlapping.add(keys.get(other));
          assertThat(result(putNew(cache(other), overlapping, "2"))).isFalse();
          assertThat(values(cache(other), overlapping.subList(0, SEGMENTS)))
              .containsOnly(Optional.empty());
        }
      }
    }
  }

  @Test
  void put_fromAllNodesAtOnce_oneGetsAll() throws Exception {
    for (String namespace : NAMESPACES) {
      for (int round = 0; round < 15; round++) {
        List<CacheKey> keys = keys(namespace, "round-" + round);
        List<CompletionStage<Boolean>> steps = new ArrayList<>();
        for (int node = 0; node < SYSTEMS.size(); node++) {
          steps.add(putNew(cache(node), keys.subList(node, SEGMENTS - 2 + node), "by-" + node));
        }
        int winners = 0;
        int winner = -1;
        for (int node = 0; node < SYSTEMS.size(); node++) {
          if (result(steps.get(node))) {
            winners++;
            winner = node;
          }
        }
        assertThat(winners).isEqualTo(1);
        for (int reader = 0; reader < SYSTEMS.size(); reader++) {
          List<Optional<String>> values = values(cache(reader), keys);
          assertThat(values.subList(winner, SEGMENTS - 2 + winner))
              .containsOnly(Optional.of("by-" + winner));
          assertThat(values.stream().filter(Optional::isEmpty)).hasSize(2);
        }
      }
    }
  }

  /** Its node is as if it were dead: nothing is heard of the step, and its save comes late. */
  @Test
  void put_leaderIsSilent_keysAreFreeAfterALeaseAndTheLateSaveIsVoid() throws Exception {
    for (String namespace : NAMESPACES) {
      List<CacheKey> keys = keys(namespace, "silent");
      int before = store.steps();
      CompletableFuture<Void> gate = store.stepGate();
      CompletionStage<Boolean> silent = putNew(cache(2), keys, "late");
      while (store.steps() == before) {
        Thread.onSpinWait();
      }

      CompletionStage<Boolean> other = putNew(cache(1), keys.subList(3, 6), "other");
      store.stepGate().complete(null);
      assertThat(patiently(keys.subList(3, 6), other)).isTrue();
      gate.complete(null);

      assertThatThrownBy(() -> result(silent)).hasCauseInstanceOf(KvCacheException.class);
      List<Optional<String>> values = values(cache(0), keys);
      assertThat(values.subList(3, 6)).containsOnly(Optional.of("other"));
      assertThat(values.stream().filter(Optional::isEmpty)).hasSize(SEGMENTS - 3);
    }
  }

  /** Who comes first behind a step waits for as long as its lease, and may be told so. */
  private static boolean patiently(List<CacheKey> keys, CompletionStage<Boolean> first)
      throws Exception {
    CompletionStage<Boolean> step = first;
    for (int i = 0; i < 5; i++) {
      try {
        return result(step);
      } catch (ExecutionException busy) {
        step = putNew(cache(1), keys, "other");
      }
    }
    return result(step);
  }

  /** One key of each segment. */
  private static List<CacheKey> keys(String namespace, String name) {
    List<CacheKey> keys = new ArrayList<>();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int wanted = segment;
      keys.add(
          IntStream.iterate(0, i -> i + 1)
              .mapToObj(i -> new CacheKey("acme", namespace, name + "-" + i))
              .filter(key -> key.segment(SEGMENTS) == wanted)
              .findFirst()
              .orElseThrow());
    }
    return keys;
  }

  private static ClusterKvCache cache(int node) {
    return KvCacheExtension.of(SYSTEMS.get(node));
  }

  private static CompletionStage<Boolean> putNew(
      ClusterKvCache cache, List<CacheKey> keys, String value) {
    return cache
        .newKeys()
        .put(
            keys.stream()
                .map(key -> new Operation.NewEntry(key, value.getBytes(ISO_8859_1)))
                .toList());
  }

  private static <T> T result(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }

  private static List<Optional<String>> values(ClusterKvCache cache, List<CacheKey> keys)
      throws Exception {
    List<Optional<String>> values = new ArrayList<>();
    for (CacheKey key : keys) {
      values.add(result(cache.get(key)).map(value -> new String(value, ISO_8859_1)));
    }
    return values;
  }
}
