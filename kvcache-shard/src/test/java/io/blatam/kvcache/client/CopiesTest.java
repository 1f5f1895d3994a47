package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.kvcache.shard.Page;
import io.blatam.kvcache.shard.Scan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Copies of hot keys on the node that does not own them. Two nodes that talk by Artery. */
@Timeout(120)
class CopiesTest {

  private static final int SEGMENTS = 32;
  private static final int READS = 4_000;
  private static final String SETTINGS =
      """
      blatam.kvcache.copies { after-gets = 3, lease = 500 ms }
      blatam.kvcache.namespaces.hot.copies.enabled = on
      """
          + TestSystems.QUICK_MOVES;

  private static ActorSystem<Void> first;
  private static ActorSystem<Void> second;

  @BeforeAll
  static void start() {
    first = TestSystems.founder(SETTINGS);
    TestSystems.awaitMembers(1, List.of(first));
    cache(first);
    second = TestSystems.joining(first, SETTINGS);
    TestSystems.awaitMembers(2, List.of(first, second));
    TestSystems.awaitEvenSegments(List.of(first, second));
  }

  @AfterAll
  static void stop() {
    second.terminate();
    first.terminate();
  }

  @Test
  void get_often_isAnsweredByTheNodeItself_andCountedAtTheOwner() throws Exception {
    CacheKey key = ownedBy(first, "counted", "hot", "often");
    ClusterKvCache asking = cache(second);
    put(first, key, 1);
    long before = asking.copies().hits();
    long counted = hits();
    for (int i = 0; i < 50; i++) {
      assertThat(version(await(asking.get(key)))).hasValue(1L);
      assertThat(await(asking.getAll(List.of(key)))).containsKey(key);
      assertThat(await(asking.update(key, new Edit.Read())).found()).isTrue();
      Outcome outcome =
          await(
              asking.getOrLoad(
                  key,
                  LoadOptions.defaults(),
                  () -> CompletableFuture.failedFuture(new AssertionError("is there"))));
      assertThat(outcome.origin()).isEqualTo(Outcome.Origin.HIT);
    }

    assertThat(asking.copies().hits() - before).isGreaterThan(100);
    // The owner hears of them when the lease has ended.
    TestProbe.create(first)
        .awaitAssert(
            Duration.ofSeconds(10),
            () -> {
              assertThat(hits() - counted).isEqualTo(200);
              return null;
            });
  }

  @Test
  void namespaceWithoutCopies_hasNone() throws Exception {
    CacheKey key = ownedBy(first, "cool", "often");
    put(first, key, 1);
    long before = cache(second).copies().taken();
    for (int i = 0; i < 50; i++) {
      await(cache(second).get(key));
    }

    assertThat(cache(second).copies().taken()).isEqualTo(before);
  }

  @Test
  void clear_copiesAreGoneWhenItIsAcknowledged() throws Exception {
    CacheKey key = ownedBy(first, "hot", "cleared");
    lend(key);

    Page page =
        await(
            cache(first)
                .everySegment()
                .survey(key.segment(SEGMENTS), "acme", "hot", new Scan.Clear()));

    assertThat(page.count()).isPositive();
    assertThat(await(cache(second).get(key))).isEmpty();
  }

  /** Who does not wait for his own change reads it all the same. */
  @Test
  void put_fromTheHolder_readWithoutWaiting_isWhatWasPut() throws Exception {
    CacheKey key = ownedBy(first, "hot", "own");
    for (int i = 1; i <= 30; i++) {
      lend(key);
      CompletionStage<Void> put =
          cache(second).put(key, value(1_000 + i), Duration.ofMinutes(5), Duration.ZERO);
      assertThat(version(await(cache(second).get(key)))).hasValue(1_000L + i);
      await(put);
    }
  }

  @Test
  void loadedAnew_afterRemoval_isWhatOthersRead() throws Exception {
    CacheKey key = ownedBy(first, "hot", "loaded");
    lend(key);
    await(cache(first).remove(key));
    await(
        cache(first)
            .getOrLoad(
                key,
                LoadOptions.defaults(),
                () -> CompletableFuture.completedFuture(Loaded.of(value(9)))));

    Outcome outcome =
        await(
            cache(second)
                .getOrLoad(
                    key,
                    LoadOptions.defaults(),
                    () -> CompletableFuture.completedFuture(Loaded.of(value(9)))));
    assertThat(version(outcome.value())).hasValue(9L);
  }

  /** Values of one segment, so that they can not spread over lanes. */
  @Test
  void getAll_ofManyLargeValues_arriveInTurns() throws Exception {
    byte[] large = new byte[100_000];
    List<CacheKey> keys = new ArrayList<>();
    CacheKey tagged = ownedBy(first, "cool", "tag");
    for (int i = 0; i < 30; i++) {
      CacheKey key = new CacheKey("acme", "cool", "{" + tagged.key() + "}/" + i);
      keys.add(key);
      await(cache(first).put(key, large, Duration.ofMinutes(5), Duration.ZERO));
    }

    Map<CacheKey, byte[]> found = await(cache(second).getAll(keys));

    assertThat(found).hasSize(30);
    assertThat(found.values()).allSatisfy(value -> assertThat(value).hasSize(100_000));
  }

  @Test
  void putAfter_fromTheOtherNode_needsItsParent() throws Exception {
    CacheKey head = new CacheKey("acme", "hot", "{talk}/0");
    CacheKey next = new CacheKey("acme", "hot", "{talk}/1");
    Duration ttl = Duration.ofMinutes(5);

    assertThat(await(cache(second).putAfter(head, next, value(1), ttl, ttl))).isFalse();
    await(cache(first).put(head, value(0), ttl, ttl));
    assertThat(await(cache(second).putAfter(head, next, value(1), ttl, ttl))).isTrue();
    assertThat(version(await(cache(first).get(next)))).hasValue(1L);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                cache(second)
                    .putAfter(new CacheKey("acme", "cool", "{talk}/0"), next, value(1), ttl, ttl));
  }

  /** Writes of both nodes, reads at both: as if every key had one place. */
  @Test
  void history_randomReadsAndWritesOnBothNodes_isThatOfOneRegister() throws Exception {
    List<CacheKey> keys =
        List.of(
            ownedBy(first, "hot", "history"),
            ownedBy(second, "hot", "history"),
            ownedBy(first, "hot", "more"));
    Map<CacheKey, RegisterHistory> histories = new HashMap<>();
    keys.forEach(key -> histories.put(key, new RegisterHistory()));
    long before = cache(first).copies().hits() + cache(second).copies().hits();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ClusterKvCache cache = cache(i % 2 == 0 ? first : second);
        SplittableRandom random = new SplittableRandom(i);
        readers.add(threads.submit(() -> read(cache, keys, histories, random)));
      }
      for (CacheKey key : keys) {
        threads.submit(() -> write(key, histories.get(key), readers));
      }
      for (Future<?> reader : readers) {
        reader.get(60, SECONDS);
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(20, SECONDS)).isTrue();
    }

    assertThat(histories.values()).extracting(RegisterHistory::violation).containsOnly("");
    long hits = cache(first).copies().hits() + cache(second).copies().hits() - before;
    assertThat(hits).as("reads that copies answered").isGreaterThan(READS / 2);
  }

  private static Void read(
      ClusterKvCache cache,
      List<CacheKey> keys,
      Map<CacheKey, RegisterHistory> histories,
      SplittableRandom random)
      throws Exception {
    for (int i = 0; i < READS; i++) {
      CacheKey key = keys.get(random.nextInt(keys.size()));
      RegisterHistory history = histories.get(key);
      long oldest = history.beginRead();
      history.read(oldest, version(await(cache.get(key))));
    }
    return null;
  }

  private static Void write(CacheKey key, RegisterHistory history, List<Future<?>> readers)
      throws Exception {
    SplittableRandom random = new SplittableRandom(key.hashCode());
    while (!readers.stream().allMatch(Future::isDone)) {
      ClusterKvCache cache = cache(random.nextBoolean() ? first : second);
      boolean removal = random.nextInt(8) == 0;
      long version = history.beginWrite(removal);
      if (removal) {
        await(cache.remove(key));
      } else {
        await(cache.put(key, value(version), Duration.ofMinutes(5), Duration.ZERO));
      }
      history.acknowledged(version);
      // Long enough that copies are lent in between.
      Thread.onSpinWait();
      for (int reads = random.nextInt(40); reads > 0; reads--) {
        await(cache.get(key));
      }
    }
    return null;
  }

  /** Puts a value and reads it at the second node until that has a copy. */
  private static void lend(CacheKey key) throws Exception {
    put(first, key, 1);
    long before = cache(second).copies().hits();
    for (int i = 0; i < 1_000 && cache(second).copies().hits() == before; i++) {
      await(cache(second).get(key));
    }
    assertThat(cache(second).copies().hits()).isGreaterThan(before);
  }

  private static CacheKey ownedBy(ActorSystem<Void> system, String namespace, String name) {
    return ownedBy(system, "acme", namespace, name);
  }

  private static CacheKey ownedBy(
      ActorSystem<Void> system, String tenant, String namespace, String name) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> new CacheKey(tenant, namespace, name + "-" + i))
        .filter(key -> LocalCells.of(system).find(key.segment(SEGMENTS)).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static long hits() throws Exception {
    return await(cache(first).everySegment().describe("counted")).stream()
        .map(Answer.Description::tenant)
        .mapToLong(Tally::hits)
        .sum();
  }

  private static void put(ActorSystem<Void> system, CacheKey key, long version) throws Exception {
    await(cache(system).put(key, value(version), Duration.ofMinutes(5), Duration.ZERO));
  }

  private static ClusterKvCache cache(ActorSystem<Void> system) {
    return KvCacheExtension.of(system);
  }

  private static byte[] value(long version) {
    return ByteBuffer.allocate(8).putLong(version).array();
  }

  private static Optional<Long> version(Optional<byte[]> value) {
    return value.map(bytes -> ByteBuffer.wrap(bytes).getLong());
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, SECONDS);
  }
}
