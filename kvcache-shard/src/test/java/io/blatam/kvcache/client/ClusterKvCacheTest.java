package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.api.Outcome.Origin;
import io.blatam.kvcache.shard.Scan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterKvCacheTest {

  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final int MAX_PENDING = 5_000;
  private static final LoadOptions OPTIONS = LoadOptions.defaults();

  private static ActorSystem<Void> system;
  private static KvCache cache;

  @BeforeAll
  static void start() {
    system =
        TestSystems.local(
            """
            blatam.kvcache {
              segments = 4
              max-waiters = 100
              max-pending = %d
              max-value-bytes = 10000
              max-pending-bytes = 80 MB
              ask-again-interval = 50 ms
            }
            """
                .formatted(MAX_PENDING));
    cache = KvCache.get(system);
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  @Test
  void getOrLoad_staleAndTheRefreshFails_theNextCallerTriesAgain() throws Exception {
    CacheKey key = freshKey();
    LoadOptions options = OPTIONS.withTtl(Duration.ofMillis(1)).withStaleFor(Duration.ofMinutes(5));
    await(cache.getOrLoad(key, options, () -> completed(Loaded.of(bytes("old")))));
    awaitMiss(key);

    Outcome first =
        await(
            cache.getOrLoad(
                key,
                options,
                () -> CompletableFuture.failedFuture(new IllegalStateException("down"))));
    assertThat(first.origin()).isEqualTo(Origin.STALE);
    assertThat(first.value()).hasValue(bytes("old"));
    LoadOptions longer = options.withTtl(Duration.ofMinutes(5));
    Outcome last = first;
    for (int tries = 0; tries < 100_000 && last.origin() == Origin.STALE; tries++) {
      last = await(cache.getOrLoad(key, longer, () -> completed(Loaded.of(bytes("new")))));
    }
    assertThat(last.origin()).isEqualTo(Origin.HIT);
    assertThat(last.value()).hasValue(bytes("new"));
  }

  @Test
  void getOrLoad_staleButTheCallerTakesNone_loads() throws Exception {
    CacheKey key = freshKey();
    await(
        cache.getOrLoad(
            key,
            OPTIONS.withTtl(Duration.ofMillis(1)).withStaleFor(Duration.ofMinutes(5)),
            () -> completed(Loaded.of(bytes("old")))));
    awaitMiss(key);

    Outcome outcome =
        await(cache.getOrLoad(key, OPTIONS, () -> completed(Loaded.of(bytes("new")))));
    assertThat(outcome.origin()).isEqualTo(Origin.LOADED);
    assertThat(outcome.value()).hasValue(bytes("new"));
  }

  @Test
  void clear_staleValue_nobodyIsGivenItAnyMore() throws Exception {
    CacheKey key = freshKey();
    LoadOptions options = OPTIONS.withTtl(Duration.ofMillis(1)).withStaleFor(Duration.ofMinutes(5));
    await(cache.getOrLoad(key, options, () -> completed(Loaded.of(bytes("old")))));
    awaitMiss(key);
    ClusterKvCache whole = (ClusterKvCache) cache;
    for (int segment = 0; segment < whole.segments(); segment++) {
      await(whole.everySegment().survey(segment, key.tenant(), key.namespace(), new Scan.Clear()));
    }

    Outcome outcome =
        await(cache.getOrLoad(key, options, () -> completed(Loaded.of(bytes("new")))));
    assertThat(outcome.origin()).isEqualTo(Origin.LOADED);
  }

  @Test
  void getOrLoad_refreshFindsNothing_theStaleValueGoes() throws Exception {
    CacheKey key = freshKey();
    LoadOptions options = OPTIONS.withTtl(Duration.ofMillis(1)).withStaleFor(Duration.ofMinutes(5));
    await(cache.getOrLoad(key, options, () -> completed(Loaded.of(bytes("old")))));
    awaitMiss(key);

    Outcome last = await(cache.getOrLoad(key, options, () -> completed(Loaded.nothing())));
    assertThat(last.origin()).isEqualTo(Origin.STALE);
    for (int tries = 0; tries < 100_000 && last.origin() == Origin.STALE; tries++) {
      last = await(cache.getOrLoad(key, options, () -> completed(Loaded.nothing())));
    }
    assertThat(last.value()).isEmpty();
  }

  @Test
  void get_absent() throws Exception {
    assertThat(await(cache.get(freshKey()))).isEmpty();
  }

  @Test
  void get_afterPut() throws Exception {
    CacheKey key = freshKey();
    await(cache.put(key, bytes("value"), Duration.ofMinutes(1), Duration.ofMillis(5)));

    assertThat(await(cache.get(key))).hasValue(bytes("value"));
    assertThat(await(cache.get(new CacheKey("other-tenant", key.namespace(), key.key()))))
        .isEmpty();
  }

  @Test
  void getAll_someThere() throws Exception {
    List<CacheKey> keys = Stream.generate(ClusterKvCacheTest::freshKey).limit(300).toList();
    for (int i = 0; i < 100; i++) {
      await(cache.put(keys.get(i), bytes("value " + i), Duration.ofMinutes(1), Duration.ZERO));
    }

    Map<CacheKey, byte[]> found = await(cache.getAll(keys));

    assertThat(found).hasSize(100);
    assertThat(found.get(keys.get(42))).isEqualTo(bytes("value 42"));
  }

  @Test
  void remove_thereAndNotThere() throws Exception {
    CacheKey key = freshKey();
    await(cache.put(key, bytes("value"), Duration.ofMinutes(1), Duration.ZERO));

    assertThat(await(cache.remove(key))).isTrue();
    assertThat(await(cache.remove(key))).isFalse();
    assertThat(await(cache.get(key))).isEmpty();
  }

  @Test
  void exists_isStillReadableAfterEverythingElseWasEvicted() throws Exception {
    CacheKey key = freshKey();
    assertThat(await(cache.exists(key))).isFalse();
    await(cache.put(key, bytes("value"), Duration.ofMinutes(1), Duration.ZERO));
    assertThat(await(cache.exists(key))).isTrue();

    // Several times what all segments hold.
    List<CompletableFuture<Void>> flood = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      flood.add(
          cache
              .put(freshKey(), new byte[10_000], Duration.ofMinutes(1), Duration.ofDays(1))
              .toCompletableFuture());
    }
    CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new)).get(20, SECONDS);

    assertThat(await(cache.get(key))).hasValue(bytes("value"));
  }

  @Test
  void put_tooLarge() {
    assertThatThrownBy(
            () ->
                await(
                    cache.put(freshKey(), new byte[10_001], Duration.ofMinutes(1), Duration.ZERO)))
        .hasCauseInstanceOf(KvCacheException.class)
        .hasMessageContaining("max-value-bytes");
  }

  @Test
  void getOrLoad_hundredAtOnce_loadsOnce() throws Exception {
    CacheKey key = freshKey();
    AtomicInteger loads = new AtomicInteger();
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);

    List<CompletableFuture<Outcome>> outcomes =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    cache
                        .getOrLoad(
                            key,
                            OPTIONS,
                            () -> {
                              loads.incrementAndGet();
                              started.countDown();
                              return load;
                            })
                        .toCompletableFuture())
            .toList();
    started.await();
    load.complete(Loaded.of(bytes("answer")).withCost(Duration.ofMillis(700)));

    CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).get(20, SECONDS);
    assertThat(loads).hasValue(1);
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome.join().value()).hasValue(bytes("answer")));
    assertThat(outcomes.stream().filter(o -> o.join().origin() == Origin.LOADED)).hasSize(1);
    Outcome hit = await(cache.getOrLoad(key, OPTIONS, () -> load));
    assertThat(hit.origin()).isEqualTo(Origin.HIT);
    assertThat(hit.savedCost()).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void getOrLoad_loaderFails_nextWaiterLoads() throws Exception {
    CacheKey key = freshKey();
    CompletableFuture<Loaded> failing = new CompletableFuture<>();
    CountDownLatch firstLoads = new CountDownLatch(1);
    CompletionStage<Outcome> first =
        cache.getOrLoad(
            key,
            OPTIONS,
            () -> {
              firstLoads.countDown();
              return failing;
            });
    firstLoads.await();
    CompletionStage<Outcome> second = cache.getOrLoad(key, OPTIONS, () -> loaded("second's"));

    failing.completeExceptionally(new IllegalStateException("the model burnt down"));

    assertThatThrownBy(() -> await(first)).hasRootCauseMessage("the model burnt down");
    assertThat(await(second).value()).hasValue(bytes("second's"));
    assertThat(await(second).origin()).isEqualTo(Origin.LOADED);
  }

  @Test
  void getOrLoad_loaderThrows_failsWithIt() {
    assertThatThrownBy(
            () ->
                await(
                    cache.getOrLoad(
                        freshKey(),
                        OPTIONS,
                        () -> {
                          throw new IllegalStateException("no model");
                        })))
        .hasRootCauseMessage("no model");
  }

  @Test
  void getOrLoad_loaderNeverEnds_timesOutAndNextWaiterLoads() throws Exception {
    CacheKey key = freshKey();
    CountDownLatch firstLoads = new CountDownLatch(1);
    CompletableFuture<Loaded> never = new CompletableFuture<>();
    CompletionStage<Outcome> first =
        cache.getOrLoad(
            key,
            OPTIONS.withLoadTimeout(Duration.ofMillis(300)),
            () -> {
              firstLoads.countDown();
              return never;
            });
    firstLoads.await();
    CompletionStage<Outcome> second = cache.getOrLoad(key, OPTIONS, () -> loaded("second's"));

    assertThat(await(second).value()).hasValue(bytes("second's"));
    assertThatThrownBy(() -> await(first))
        .cause()
        .isInstanceOfSatisfying(
            KvCacheException.class,
            e -> assertThat(e.reason()).isEqualTo(KvCacheException.Reason.LOAD_TIMEOUT));
    assertThat(never).isCancelled();
  }

  @Test
  void getOrLoad_loaderCancelled_stopsItAndNextWaiterLoads() throws Exception {
    CacheKey key = freshKey();
    CountDownLatch firstLoads = new CountDownLatch(1);
    CompletableFuture<Loaded> never = new CompletableFuture<>();
    CompletableFuture<Outcome> first =
        cache
            .getOrLoad(
                key,
                OPTIONS,
                () -> {
                  firstLoads.countDown();
                  return never;
                })
            .toCompletableFuture();
    firstLoads.await();
    CompletionStage<Outcome> second = cache.getOrLoad(key, OPTIONS, () -> loaded("second's"));

    first.cancel(true);

    assertThat(await(second).value()).hasValue(bytes("second's"));
    assertThatThrownBy(() -> never.get(10, SECONDS)).isInstanceOf(CancellationException.class);
  }

  @Test
  void getOrLoad_waiterCancelled_isPassedOver() throws Exception {
    CacheKey key = freshKey();
    CountDownLatch firstLoads = new CountDownLatch(1);
    CompletableFuture<Loaded> failing = new CompletableFuture<>();
    CompletionStage<Outcome> first =
        cache.getOrLoad(
            key,
            OPTIONS,
            () -> {
              firstLoads.countDown();
              return failing;
            });
    firstLoads.await();
    AtomicInteger cancelledLoads = new AtomicInteger();
    CompletableFuture<Outcome> cancelled =
        cache
            .getOrLoad(
                key,
                OPTIONS,
                () -> {
                  cancelledLoads.incrementAndGet();
                  return loaded("nobody's");
                })
            .toCompletableFuture();
    CompletionStage<Outcome> third = cache.getOrLoad(key, OPTIONS, () -> loaded("third's"));

    cancelled.cancel(true);
    // Messages to the cache keep their order, so this answer means that the cancellation was seen.
    await(cache.get(key));
    failing.completeExceptionally(new IllegalStateException("over"));

    assertThat(await(third).value()).hasValue(bytes("third's"));
    assertThat(cancelledLoads).hasValue(0);
    assertThat(first.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void getOrLoad_tooManyWaiters_turnedAway() throws Exception {
    CacheKey key = freshKey();
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    List<CompletableFuture<Outcome>> outcomes =
        IntStream.range(0, 102)
            .mapToObj(i -> cache.getOrLoad(key, OPTIONS, () -> load).toCompletableFuture())
            .toList();

    assertThatThrownBy(() -> outcomes.get(101).get(10, SECONDS))
        .hasMessageContaining("100 callers wait already");
    load.complete(Loaded.of(bytes("late")));
    assertThat(outcomes.get(100).get(10, SECONDS).value()).hasValue(bytes("late"));
  }

  @Test
  void getOrLoad_waitsLongerThanItWould_timesOut() throws Exception {
    CacheKey key = freshKey();
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    CompletionStage<Outcome> first = cache.getOrLoad(key, OPTIONS, () -> load);
    CompletionStage<Outcome> impatient =
        cache.getOrLoad(key, OPTIONS.withWaitTimeout(Duration.ofMillis(200)), () -> load);

    assertThatThrownBy(() -> await(impatient)).hasMessageContaining("waited for somebody else's");
    load.complete(Loaded.of(bytes("value")));
    assertThat(await(first).origin()).isEqualTo(Origin.LOADED);
  }

  @Test
  void getOrLoad_uncacheable_deliveredButNotStored() throws Exception {
    CacheKey key = freshKey();
    Outcome outcome =
        await(
            cache.getOrLoad(
                key,
                OPTIONS,
                () -> CompletableFuture.completedFuture(Loaded.uncached(bytes("once")))));

    assertThat(outcome.value()).hasValue(bytes("once"));
    assertThat(await(cache.get(key))).isEmpty();
  }

  @Test
  void getOrLoad_tooLarge_deliveredBesideTheCache() throws Exception {
    CacheKey key = freshKey();
    Outcome outcome =
        await(
            cache.getOrLoad(
                key,
                OPTIONS,
                () -> CompletableFuture.completedFuture(Loaded.of(new byte[10_001]))));

    assertThat(outcome.origin()).isEqualTo(Origin.BYPASSED);
    assertThat(outcome.value().orElseThrow()).hasSize(10_001);
    assertThat(await(cache.get(key))).isEmpty();
  }

  @Test
  void getOrLoad_nothing_rememberedOnlyWhenAsked() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CacheKey forgotten = freshKey();
    CacheKey remembered = freshKey();
    LoadOptions negative = OPTIONS.withNegativeTtl(Duration.ofMinutes(1));
    for (int i = 0; i < 2; i++) {
      assertThat(await(cache.getOrLoad(forgotten, OPTIONS, () -> nothing(loads))).value())
          .isEmpty();
    }
    assertThat(loads).hasValue(2);

    loads.set(0);
    for (int i = 0; i < 2; i++) {
      assertThat(await(cache.getOrLoad(remembered, negative, () -> nothing(loads))).value())
          .isEmpty();
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void exists_rememberedNothing_isFalse() throws Exception {
    CacheKey key = freshKey();
    LoadOptions options = OPTIONS.withNegativeTtl(Duration.ofMinutes(5));
    await(cache.getOrLoad(key, options, () -> completed(Loaded.nothing())));

    assertThat(await(cache.exists(key))).isFalse();
    assertThat(await(cache.getOrLoad(key, options, () -> completed(Loaded.nothing()))).origin())
        .isEqualTo(Origin.HIT);
  }

  @Test
  void getOrLoad_forEver_isLoadedAndTheCacheGoesOn() throws Exception {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    CacheKey key = freshKey();
    LoadOptions options =
        new LoadOptions(forEver, forEver, forEver, Optional.of(forEver)).withStaleFor(forEver);
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    CompletionStage<Outcome> loads = cache.getOrLoad(key, options, () -> load);
    CompletionStage<Outcome> waits = cache.getOrLoad(key, options, () -> load);
    load.complete(Loaded.of(bytes("value")).withCost(forEver));

    assertThat(await(loads).value()).hasValue(bytes("value"));
    assertThat(await(waits).value()).hasValue(bytes("value"));
    assertThat(await(cache.get(key))).hasValue(bytes("value"));
  }

  /** What a caller does wrong is its own trouble: it takes no place among the calls of the node. */
  @Test
  void put_withoutATtlAgainAndAgain_leavesRoomForOthers() throws Exception {
    CacheKey key = freshKey();
    for (int i = 0; i <= MAX_PENDING; i++) {
      assertThatThrownBy(() -> cache.put(key, bytes("value"), null, Duration.ZERO))
          .isInstanceOf(NullPointerException.class);
    }

    assertThat(await(cache.get(key))).isEmpty();
  }

  @Test
  void put_forEver_staysReadable() throws Exception {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    CacheKey key = freshKey();
    await(cache.put(key, bytes("value"), forEver, forEver));

    assertThat(await(cache.get(key))).hasValue(bytes("value"));
  }

  @Test
  void getOrLoad_removedMeanwhile_deliveredButNotStored() throws Exception {
    CacheKey key = freshKey();
    CountDownLatch loading = new CountDownLatch(1);
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    CompletionStage<Outcome> outcome =
        cache.getOrLoad(
            key,
            OPTIONS,
            () -> {
              loading.countDown();
              return load;
            });
    loading.await();

    await(cache.remove(key));
    load.complete(Loaded.of(bytes("stale")));

    assertThat(await(outcome).value()).hasValue(bytes("stale"));
    assertThat(await(cache.get(key))).isEmpty();
  }

  private static CompletionStage<Loaded> nothing(AtomicInteger loads) {
    loads.incrementAndGet();
    return CompletableFuture.completedFuture(Loaded.nothing());
  }

  private static CompletionStage<Loaded> loaded(String value) {
    return CompletableFuture.completedFuture(Loaded.of(bytes(value)));
  }

  private static CompletionStage<Loaded> completed(Loaded loaded) {
    return CompletableFuture.completedFuture(loaded);
  }

  /** Until the entry's millisecond of freshness is over. */
  private static void awaitMiss(CacheKey key) {
    TestProbe.create(system).awaitAssert(() -> assertThat(await(cache.get(key))).isEmpty());
  }

  private static CacheKey freshKey() {
    return new CacheKey("acme", "test", "key-" + KEYS.incrementAndGet());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }
}
