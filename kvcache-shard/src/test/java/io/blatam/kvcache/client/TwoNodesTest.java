package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.api.Pinning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes of one cluster in this JVM, talking through Artery. */
@Timeout(120)
class TwoNodesTest {

  private static ActorSystem<Void> first;
  private static ActorSystem<Void> second;

  @BeforeAll
  static void start() {
    first = TestSystems.founder(TestSystems.QUICK_MOVES);
    second = TestSystems.joining(first, TestSystems.QUICK_MOVES);
    TestSystems.awaitMembers(2, List.of(first, second));
    TestSystems.awaitEvenSegments(List.of(first, second));
  }

  @AfterAll
  static void stop() {
    second.terminate();
    first.terminate();
  }

  @Test
  void getOrLoad_fromBothNodes_loadsOnceInTheCluster() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      for (ActorSystem<Void> system : List.of(first, second)) {
        outcomes.add(
            KvCache.get(system)
                .getOrLoad(
                    new CacheKey("acme", "test", "shared"),
                    LoadOptions.defaults(),
                    () -> {
                      loads.incrementAndGet();
                      started.countDown();
                      return load;
                    })
                .toCompletableFuture());
      }
    }
    started.await();
    load.complete(Loaded.of(new byte[150_000]));

    CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).get(30, SECONDS);
    assertThat(loads).hasValue(1);
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome.join().value().orElseThrow()).hasSize(150_000));
  }

  @Test
  void getAll_writtenByTheOtherNode_largeValuesSpreadOverSeveralMessages() throws Exception {
    List<CacheKey> keys =
        IntStream.range(0, 60).mapToObj(i -> new CacheKey("acme", "large", "key-" + i)).toList();
    for (CacheKey key : keys) {
      KvCache.get(first)
          .put(key, new byte[100_000], Duration.ofMinutes(5), Duration.ZERO)
          .toCompletableFuture()
          .get(20, SECONDS);
    }

    Map<CacheKey, byte[]> found =
        KvCache.get(second).getAll(keys).toCompletableFuture().get(20, SECONDS);

    assertThat(found).hasSize(60);
    assertThat(found.values()).allSatisfy(value -> assertThat(value).hasSize(100_000));
  }

  @Test
  void getOrLoad_staleFromBothNodes_allAnsweredAtOnceAndOneRefreshes() throws Exception {
    CacheKey key = new CacheKey("acme", "test", "stale");
    LoadOptions options =
        LoadOptions.defaults().withTtl(Duration.ofSeconds(4)).withStaleFor(Duration.ofMinutes(5));
    KvCache.get(first)
        .getOrLoad(key, options, () -> CompletableFuture.completedFuture(Loaded.of(new byte[1])))
        .toCompletableFuture()
        .get(20, SECONDS);
    // The caller has its value before the segment has: whoever asks in between waits for the
    // flight.
    TestProbe<Void> probe = TestProbe.create(first);
    probe.awaitAssert(
        () -> assertThat(KvCache.get(second).get(key).toCompletableFuture().join()).isPresent());
    // A read without a loader is given nothing as soon as the value is stale.
    probe.awaitAssert(
        Duration.ofSeconds(20),
        () -> assertThat(KvCache.get(second).get(key).toCompletableFuture().join()).isEmpty());
    AtomicInteger loads = new AtomicInteger();
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      for (ActorSystem<Void> system : List.of(first, second)) {
        outcomes.add(
            KvCache.get(system)
                .getOrLoad(
                    key,
                    options.withTtl(Duration.ofMinutes(5)),
                    () -> {
                      loads.incrementAndGet();
                      return load;
                    })
                .toCompletableFuture());
      }
    }

    CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).get(30, SECONDS);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.join().origin()).isEqualTo(Outcome.Origin.STALE);
              assertThat(outcome.join().value().orElseThrow()).hasSize(1);
            });
    load.complete(Loaded.of(new byte[2]));
    TestProbe.create(first)
        .awaitAssert(
            () ->
                assertThat(KvCache.get(second).get(key).toCompletableFuture().join().orElseThrow())
                    .hasSize(2));
    assertThat(loads).hasValue(1);
  }

  @Test
  void pin_fromTheOtherNode() throws Exception {
    CacheKey key = new CacheKey("acme", "test", "pinned");
    KvCache other = KvCache.get(second);
    assertThat(other.pin(key).toCompletableFuture().get(20, SECONDS)).isEqualTo(Pinning.NO_ENTRY);
    KvCache.get(first)
        .put(key, new byte[10], Duration.ofMinutes(5), Duration.ZERO)
        .toCompletableFuture()
        .get(20, SECONDS);

    assertThat(other.pin(key).toCompletableFuture().get(20, SECONDS)).isEqualTo(Pinning.PINNED);
    assertThat(other.unpin(key).toCompletableFuture().get(20, SECONDS)).isTrue();
    assertThat(other.unpin(key).toCompletableFuture().get(20, SECONDS)).isFalse();
  }

  @Test
  void getOrLoad_loadersNodeLeaves_waiterElsewhereLoads() throws Exception {
    ActorSystem<Void> third = TestSystems.joining(first, TestSystems.QUICK_MOVES);
    TestSystems.awaitMembers(3, List.of(first, second, third));
    List<CacheKey> keys =
        IntStream.range(0, 20).mapToObj(i -> new CacheKey("acme", "orphans", "key-" + i)).toList();
    CountDownLatch all = new CountDownLatch(keys.size());
    for (CacheKey key : keys) {
      KvCache.get(third)
          .getOrLoad(
              key,
              LoadOptions.defaults(),
              () -> {
                all.countDown();
                return new CompletableFuture<>();
              });
    }
    assertThat(all.await(30, SECONDS)).isTrue();
    List<CompletableFuture<Outcome>> waiters =
        keys.stream()
            .map(
                key ->
                    KvCache.get(first)
                        .getOrLoad(
                            key,
                            LoadOptions.defaults(),
                            () -> CompletableFuture.completedFuture(Loaded.of(new byte[10])))
                        .toCompletableFuture())
            .toList();

    third.terminate();

    CompletableFuture.allOf(waiters.toArray(CompletableFuture[]::new)).get(60, SECONDS);
    assertThat(waiters)
        .allSatisfy(outcome -> assertThat(outcome.join().value().orElseThrow()).hasSize(10));
    third.getWhenTerminated().toCompletableFuture().get(60, SECONDS);
    TestSystems.awaitEvenSegments(List.of(first, second));
  }
}
