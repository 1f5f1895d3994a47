package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.Expiry;
import io.blatam.kvcache.shard.LocalCells;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What segments hold follows them from node to node. Nodes are in this JVM, and talk by Artery. */
@Timeout(120)
class HandOverTest {

  private static final int SEGMENTS = 32;

  private static final String QUICK =
      """
      blatam.kvcache.hand-over.rebalance-interval = 300 ms
      akka.cluster.split-brain-resolver.stable-after = 1s
      """;

  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  @AfterEach
  void stop() {
    systems.forEach(ActorSystem::terminate);
  }

  @Test
  void nodeJoins_segmentsMove_everythingIsStillThere() throws Exception {
    ActorSystem<Void> first = founder();
    List<CacheKey> keys = fill(first, 3_000);
    // Larger than any message, so it travels in pieces.
    CacheKey large = new CacheKey("acme", "large", "one");
    byte[] value = pattern(1_500_000);
    write(first, large, value);

    ActorSystem<Void> second = joining(first, "");
    awaitSegments(second, SEGMENTS / 2);

    assertThat(getAll(second, keys)).hasSize(3_000);
    assertThat(getAll(first, keys)).hasSize(3_000);
    assertThat(getAll(first, keys).get(keys.get(1234))).isEqualTo(value(1234));
    ActorSystem<Void> owner = owns(first, large) ? first : second;
    assertThat(read(owner, large)).isEqualTo(value);
  }

  @Test
  void nodeJoins_whatWasBelowMemory_goesAlong() throws Exception {
    ActorSystem<Void> first = founder("blatam.kvcache.segment-bytes = 64 KiB\n");
    List<CacheKey> keys = fill(first, 3_000);
    long warm =
        await(KvCacheExtension.of(first).everySegment().describe("acme")).stream()
            .mapToLong(segment -> segment.tiers().get(1).entries())
            .sum();
    assertThat(warm).as("entries below memory").isGreaterThan(500);

    ActorSystem<Void> second = joining(first, "blatam.kvcache.segment-bytes = 64 KiB\n");
    awaitSegments(second, SEGMENTS / 2);

    assertThat(getAll(second, keys)).hasSize(3_000);
  }

  @Test
  void nodeLeavesInOrder_segmentsGoBack_everythingIsStillThere() throws Exception {
    ActorSystem<Void> first = founder();
    ActorSystem<Void> second = joining(first, "");
    KvCache.get(second);
    fill(first, 500);
    awaitSegments(second, SEGMENTS / 2);
    List<CacheKey> keys = fill(first, 3_000);

    second.terminate();
    second.getWhenTerminated().toCompletableFuture().get(40, SECONDS);

    assertThat(getAll(first, keys)).hasSize(3_000);
    assertThat(segmentsOf(first)).isEqualTo(SEGMENTS);
  }

  @Test
  void writtenAndRemovedAfterTheMove_staysSo() throws Exception {
    ActorSystem<Void> first = founder();
    List<CacheKey> keys = fill(first, 500);
    ActorSystem<Void> second = joining(first, "");
    awaitSegments(second, 1);
    // Changes go on while segments move.
    for (int i = 0; i < 500; i += 2) {
      if (i % 4 == 0) {
        CacheKey key = keys.get(i);
        patiently(() -> KvCache.get(second).remove(key));
      } else {
        CacheKey key = keys.get(i);
        byte[] value = value(-i);
        patiently(() -> put(second, key, value));
      }
    }
    awaitSegments(second, SEGMENTS / 2);

    Map<CacheKey, byte[]> found = getAll(first, keys);

    for (int i = 0; i < 500; i++) {
      if (i % 4 == 0) {
        assertThat(found).doesNotContainKey(keys.get(i));
      } else {
        assertThat(found.get(keys.get(i))).isEqualTo(value(i % 2 == 0 ? -i : i));
      }
    }
  }

  /** Sharding drops what meets a segment in the middle of its move: it has to be sent again. */
  @Test
  void nodeJoins_underAFloodOfWrites_noneIsRefused_andTheLastOfEachKeyStays() throws Exception {
    ActorSystem<Void> first = founder();
    List<CacheKey> keys =
        IntStream.range(0, 400).mapToObj(i -> new CacheKey("acme", "flood", "key-" + i)).toList();
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Integer>> writers =
        keys.stream().map(key -> writeUntil(over, first, key, 1)).toList();

    ActorSystem<Void> second = joining(first, "");
    awaitSegments(second, SEGMENTS / 2);
    over.set(true);

    List<Integer> last = new ArrayList<>();
    for (CompletableFuture<Integer> writer : writers) {
      last.add(writer.get(30, SECONDS));
    }
    Map<CacheKey, byte[]> found = getAll(second, keys);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(found.get(keys.get(i))).isEqualTo(value(last.get(i)));
    }
  }

  /** The number of the last write, which was acknowledged as all before it were. */
  private static CompletableFuture<Integer> writeUntil(
      AtomicBoolean over, ActorSystem<Void> system, CacheKey key, int number) {
    return put(system, key, value(number))
        .thenComposeAsync(
            done ->
                over.get()
                    ? CompletableFuture.completedFuture(number)
                    : writeUntil(over, system, key, number + 1));
  }

  @Test
  void nodeDies_itsSegmentsAreEmptyElsewhere_andWork() throws Exception {
    ActorSystem<Void> first = founder();
    ActorSystem<Void> second = joining(first, "");
    fill(first, 500);
    awaitSegments(second, SEGMENTS / 2);
    ActorSystem<Void> third =
        joining(first, "akka.coordinated-shutdown.run-by-actor-system-terminate = off\n");
    awaitSegments(third, SEGMENTS / 4);
    List<CacheKey> keys = fill(first, 3_000);
    List<CacheKey> lost = keys.stream().filter(key -> owns(third, key)).toList();
    assertThat(lost).isNotEmpty();

    third.terminate();
    third.getWhenTerminated().toCompletableFuture().get(20, SECONDS);
    TestProbe<Void> probe = TestProbe.create(first);
    // Until the dead node is given up, its segments do not answer.
    Map<CacheKey, byte[]> found =
        probe.awaitAssert(
            Duration.ofSeconds(40), Duration.ofMillis(500), () -> getAll(second, keys));

    assertThat(found)
        .hasSize(3_000 - lost.size())
        .doesNotContainKeys(lost.toArray(CacheKey[]::new));
    await(KvCache.get(second).put(lost.get(0), value(7), Duration.ofMinutes(5), Duration.ZERO));
    assertThat(await(KvCache.get(first).get(lost.get(0)))).hasValue(value(7));
  }

  private ActorSystem<Void> founder() {
    return founder("");
  }

  private ActorSystem<Void> founder(String settings) {
    ActorSystem<Void> system = TestSystems.founder(QUICK + settings);
    systems.add(system);
    TestSystems.awaitMembers(1, systems);
    KvCache.get(system);
    return system;
  }

  private ActorSystem<Void> joining(ActorSystem<Void> first, String settings) {
    ActorSystem<Void> system = TestSystems.joining(first, QUICK + settings);
    systems.add(system);
    TestSystems.awaitMembers(systems.size(), systems);
    KvCache.get(system);
    return system;
  }

  private static void awaitSegments(ActorSystem<Void> system, int atLeast) {
    TestProbe.create(system)
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              assertThat(segmentsOf(system)).isGreaterThanOrEqualTo(atLeast);
              return null;
            });
  }

  private static int segmentsOf(ActorSystem<Void> system) {
    return (int)
        IntStream.range(0, SEGMENTS)
            .filter(segment -> LocalCells.of(system).find(segment).isPresent())
            .count();
  }

  private static boolean owns(ActorSystem<Void> system, CacheKey key) {
    return LocalCells.of(system).find(key.segment(SEGMENTS)).isPresent();
  }

  private static List<CacheKey> fill(ActorSystem<Void> system, int count) throws Exception {
    List<CacheKey> keys =
        IntStream.range(0, count)
            .mapToObj(i -> new CacheKey("acme", "moving", "key-" + i))
            .toList();
    List<CacheKey> missing = keys;
    // A message that meets a segment on its way may be lost; then its caller is told, and asks
    // again.
    for (int tries = 0; tries < 5 && !missing.isEmpty(); tries++) {
      Map<CacheKey, CompletableFuture<Void>> puts = new HashMap<>();
      missing.forEach(key -> puts.put(key, put(system, key, value(number(key)))));
      CompletableFuture.allOf(puts.values().toArray(CompletableFuture[]::new))
          .exceptionally(failure -> null)
          .get(40, SECONDS);
      missing =
          keys.stream()
              .filter(key -> puts.containsKey(key))
              .filter(key -> puts.get(key).isCompletedExceptionally())
              .toList();
    }
    assertThat(missing).isEmpty();
    return keys;
  }

  private static int number(CacheKey key) {
    return Integer.parseInt(key.key().substring("key-".length()));
  }

  private static CompletableFuture<Void> put(ActorSystem<Void> system, CacheKey key, byte[] value) {
    return KvCache.get(system)
        .put(key, value, Duration.ofMinutes(5), Duration.ZERO)
        .toCompletableFuture();
  }

  private static <T> T patiently(Supplier<CompletionStage<T>> call) throws Exception {
    for (int tries = 0; tries < 4; tries++) {
      try {
        return await(call.get());
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(KvCacheException.class);
      }
    }
    return await(call.get());
  }

  private static Map<CacheKey, byte[]> getAll(ActorSystem<Void> system, List<CacheKey> keys)
      throws Exception {
    return patiently(() -> KvCache.get(system).getAll(keys));
  }

  private static void write(ActorSystem<Void> system, CacheKey key, byte[] value) {
    Edit write = new Edit.Write(value, Edit.Condition.ALWAYS, Expiry.NEVER, false);
    assertThat(edit(system, key, write).outcome()).isEqualTo(Effect.Outcome.DONE);
  }

  private static byte[] read(ActorSystem<Void> system, CacheKey key) {
    return edit(system, key, new Edit.Read()).value();
  }

  private static Effect edit(ActorSystem<Void> system, CacheKey key, Edit edit) {
    return LocalCells.of(system)
        .find(key.segment(SEGMENTS))
        .orElseThrow()
        .edit(key, edit, System.currentTimeMillis())
        .orElseThrow();
  }

  private static byte[] value(int number) {
    byte[] value = pattern(1_000);
    value[0] = (byte) number;
    value[1] = (byte) (number >> 8);
    return value;
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 1000);
    }
    return bytes;
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, SECONDS);
  }
}
