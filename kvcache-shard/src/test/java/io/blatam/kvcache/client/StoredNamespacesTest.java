package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.api.Outcome.Origin;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Expiry;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.kvcache.store.BackingStore;
import io.blatam.kvcache.store.ScratchStores;
import io.blatam.kvcache.store.TableStore;
import io.blatam.kvcache.writes.WriteFigures;
import io.blatam.platform.StartupException;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cache with a real table behind it that goes away at times. */
@Timeout(60)
class StoredNamespacesTest {

  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir static Path directory;

  private static Database database;
  private static ScratchStores.Switched store;
  private static ActorSystem<Void> system;
  private static KvCache cache;

  @BeforeAll
  static void start() {
    database = Engine.H2.open(directory);
    store = ScratchStores.before(new TableStore(database));
    system = start("");
    cache = KvCache.get(system);
  }

  private static ActorSystem<Void> start(String settings) {
    return TestSystems.local(
        """
        blatam.kvcache {
          segments = 2
          %s
          namespaces {
            through { write = through }
            # Claimed by one test's second system: the first one's writes are fenced off then.
            cold { write = through }
            warm { write = through }
            taken { write = through }
            taken-back { write = back, write-back.max-delay = 1 h }
            back { write = back, write-back.max-delay = 100 ms }
            slow { write = back, write-back.max-delay = 1 h }
            full { write = back, write-back { max-dirty-bytes = 2000, max-delay = 1 h, on-full = busy } }
            crowd { write = back, write-back { max-dirty-bytes = 3000, batch-size = 8, max-delay = 1 h } }
            waits { write = back, write-back { max-dirty-bytes = 2000, max-delay = 100 ms } }
          }
        }
        """
                .formatted(ScratchStores.setting())
            + settings);
  }

  @AfterEach
  void storeIsBack() {
    store.down(false);
  }

  @AfterAll
  static void stop() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(30, SECONDS);
    database.close();
  }

  @Test
  void put_through_storeHasItWhenAcknowledged() throws Exception {
    CacheKey key = freshKey("through");

    await(cache.put(key, bytes("value"), HOUR, Duration.ofMillis(7)));

    var stored = await(store.real().load("through", List.of(key))).get(key);
    assertThat(stored.value()).isEqualTo(bytes("value"));
    assertThat(stored.cost()).isEqualTo(7);
    assertThat(await(cache.get(key))).hasValue(bytes("value"));
  }

  @Test
  void put_throughStoreAway_failsAndTheOldValueCounts() throws Exception {
    CacheKey key = freshKey("through");
    await(cache.put(key, bytes("old"), HOUR, Duration.ZERO));
    store.down(true);

    assertReason(cache.put(key, bytes("new"), HOUR, Duration.ZERO), Reason.STORE_FAILED);
    assertReason(cache.get(key), Reason.STORE_FAILED);
    store.down(false);

    assertThat(await(cache.get(key))).hasValue(bytes("old"));
  }

  @Test
  void put_tooLargeForTheStore_saysSo() {
    byte[] large = new byte[store.maxValueBytes() + 1];
    CacheKey key = freshKey("through");

    CompletionStage<?> written =
        KvCacheExtension.of(system)
            .update(key, new Edit.Write(large, Edit.Condition.ALWAYS, Expiry.NEVER, false));

    assertReason(written, Reason.TOO_LARGE);
  }

  @Test
  void get_manyAtOnceOfWhatOnlyTheStoreHas_loadOnce() throws Exception {
    List<CacheKey> keys = Stream.generate(() -> freshKey("cold")).limit(20).toList();
    for (CacheKey key : keys) {
      await(cache.put(key, bytes(key.key()), HOUR, Duration.ZERO));
    }
    ActorSystem<Void> later = start("");
    try {
      KvCache cold = KvCache.get(later);
      List<CompletableFuture<Optional<byte[]>>> gets =
          IntStream.range(0, 400)
              .mapToObj(i -> cold.get(keys.get(i % keys.size())).toCompletableFuture())
              .toList();

      for (int i = 0; i < gets.size(); i++) {
        assertThat(await(gets.get(i))).hasValue(bytes(keys.get(i % keys.size()).key()));
      }
      assertThat(keys).allSatisfy(key -> assertThat(store.loads(key)).isEqualTo(1));
    } finally {
      stop(later);
    }
  }

  @Test
  void put_throughAnotherOwnerSince_isRefusedOnce_andItsValueIsSeen() throws Exception {
    CacheKey key = freshKey("taken");
    await(cache.put(key, bytes("first"), HOUR, Duration.ZERO));
    ActorSystem<Void> other = start("");
    try {
      await(KvCache.get(other).put(key, bytes("second"), HOUR, Duration.ZERO));

      assertReason(cache.put(key, bytes("late"), HOUR, Duration.ZERO), Reason.UNAVAILABLE);

      assertThat(await(cache.get(key))).hasValue(bytes("second"));
    } finally {
      stop(other);
    }
  }

  @Test
  void flush_backAnotherOwnerSince_itsNewerValueStays() throws Exception {
    CacheKey key = freshKey("taken-back");
    await(cache.put(key, bytes("late"), HOUR, Duration.ZERO));
    ActorSystem<Void> other = start("");
    try {
      await(KvCache.get(other).put(key, bytes("newer"), HOUR, Duration.ZERO));
      await(LocalCells.of(other).flush(System.currentTimeMillis()));

      await(LocalCells.of(system).flush(System.currentTimeMillis()));

      assertThat(await(store.real().load("taken-back", List.of(key))).get(key).value())
          .isEqualTo(bytes("newer"));
      assertThat(await(cache.get(key))).hasValue(bytes("newer"));
    } finally {
      stop(other);
    }
  }

  @Test
  void remove_through_isGoneFromTheStore() throws Exception {
    CacheKey key = freshKey("through");
    await(cache.put(key, bytes("value"), HOUR, Duration.ZERO));

    assertThat(await(cache.remove(key))).isTrue();

    assertThat(await(store.real().load("through", List.of(key)))).isEmpty();
    assertThat(await(cache.remove(key))).isFalse();
    assertThat(await(cache.get(key))).isEmpty();
  }

  @Test
  void getOrLoad_storeHasIt_loaderDoesNotRun() throws Exception {
    CacheKey key = freshKey("warm");
    await(cache.put(key, bytes("stored"), HOUR, Duration.ZERO));
    ActorSystem<Void> later = start("");
    try {
      Outcome outcome =
          await(
              KvCache.get(later)
                  .getOrLoad(
                      key,
                      LoadOptions.defaults(),
                      () -> {
                        throw new AssertionError("the loader ran");
                      }));

      assertThat(outcome.origin()).isEqualTo(Origin.HIT);
      assertThat(outcome.value()).hasValue(bytes("stored"));
    } finally {
      stop(later);
    }
  }

  @Test
  void getOrLoad_storeHasItNot_whatTheLoaderBringsIsStored() throws Exception {
    CacheKey key = freshKey("through");

    Outcome outcome = await(cache.getOrLoad(key, LoadOptions.defaults(), () -> loaded("loaded")));

    assertThat(outcome.origin()).isEqualTo(Origin.LOADED);
    // The next call of the key waits for the store to have what was brought.
    assertThat(await(cache.get(key))).hasValue(bytes("loaded"));
    assertThat(await(store.real().load("through", List.of(key)))).containsKey(key);
  }

  @Test
  void getOrLoad_storeAway_loaderRunsAllTheSame() throws Exception {
    CacheKey warm = freshKey("through");
    await(cache.put(warm, bytes("warm"), HOUR, Duration.ZERO));
    store.down(true);

    Outcome outcome =
        await(
            cache.getOrLoad(freshKey("through"), LoadOptions.defaults(), () -> loaded("computed")));

    assertThat(outcome.value()).hasValue(bytes("computed"));
    assertThat(await(cache.get(warm))).hasValue(bytes("warm"));
  }

  @Test
  void getOrLoad_beganBeforeAWriteEnded_doesNotOverwriteIt() throws Exception {
    CacheKey key = freshKey("through");
    CompletableFuture<Void> loads = store.loadGate();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Loaded> brought = new CompletableFuture<>();
    CompletionStage<Outcome> load = load(key, begun, brought);
    awaitLoadOf(key);
    CompletionStage<?> write = cache.put(key, bytes("written"), HOUR, Duration.ZERO);

    loads.complete(null);
    await(begun);
    await(write);
    brought.complete(await(loaded("loaded")));

    assertThat(await(load).value()).hasValue(bytes("loaded"));
    assertThat(await(cache.get(key))).hasValue(bytes("written"));
    assertThat(await(store.real().load("through", List.of(key))).get(key).value())
        .isEqualTo(bytes("written"));
  }

  @Test
  void getOrLoad_endedBeforeAWriteDid_doesNotOverwriteIt() throws Exception {
    CacheKey key = freshKey("through");
    CompletableFuture<Void> loads = store.loadGate();
    CompletableFuture<Void> saves = store.gate();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Loaded> brought = new CompletableFuture<>();
    CompletionStage<Outcome> load = load(key, begun, brought);
    awaitLoadOf(key);
    CompletionStage<?> write = cache.put(key, bytes("written"), HOUR, Duration.ZERO);

    loads.complete(null);
    await(begun);
    brought.complete(await(loaded("loaded")));
    await(load);
    // Who asks after the load has landed waits behind whatever that has left to save.
    CompletionStage<Optional<byte[]>> last = cache.get(key);
    saves.complete(null);

    await(write);
    assertThat(await(last)).hasValue(bytes("written"));
    assertThat(await(cache.get(key))).hasValue(bytes("written"));
  }

  private static CompletionStage<Outcome> load(
      CacheKey key, CompletableFuture<Void> begun, CompletableFuture<Loaded> brought) {
    return cache.getOrLoad(
        key,
        LoadOptions.defaults(),
        () -> {
          begun.complete(null);
          return brought;
        });
  }

  private static void awaitLoadOf(CacheKey key) {
    TestProbe.create(system)
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              assertThat(store.loads(key)).isEqualTo(1);
              return null;
            });
  }

  @Test
  void getOrLoad_staleValue_isGivenAtOnce_andWhatIsLoadedThenIsStored() throws Exception {
    CacheKey key = freshKey("through");
    LoadOptions stale = staleAfterAMoment();
    await(cache.getOrLoad(key, stale, () -> loaded("old")));
    awaitMiss(key);

    Outcome first = await(cache.getOrLoad(key, stale.withTtl(HOUR), () -> loaded("new")));
    assertThat(first.origin()).isEqualTo(Origin.STALE);
    assertThat(first.value()).hasValue(bytes("old"));
    Outcome last = first;
    for (int tries = 0; tries < 100_000 && last.origin() == Origin.STALE; tries++) {
      last = await(cache.getOrLoad(key, stale.withTtl(HOUR), () -> loaded("new")));
    }
    assertThat(last.value()).hasValue(bytes("new"));
    assertThat(await(cache.get(key))).hasValue(bytes("new"));
    assertThat(await(store.real().load("through", List.of(key)))).containsKey(key);
  }

  @Test
  void getOrLoad_staleValueWasRemoved_loads() throws Exception {
    CacheKey key = freshKey("through");
    LoadOptions stale = staleAfterAMoment();
    await(cache.getOrLoad(key, stale, () -> loaded("old")));
    awaitMiss(key);
    await(cache.remove(key));

    Outcome outcome = await(cache.getOrLoad(key, stale, () -> loaded("new")));
    assertThat(outcome.origin()).isEqualTo(Origin.LOADED);
    assertThat(outcome.value()).hasValue(bytes("new"));
  }

  private static LoadOptions staleAfterAMoment() {
    return LoadOptions.defaults().withTtl(Duration.ofMillis(1)).withStaleFor(Duration.ofMinutes(5));
  }

  private static void awaitMiss(CacheKey key) throws Exception {
    for (int tries = 0; tries < 100_000 && await(cache.get(key)).isPresent(); tries++) {
      Thread.onSpinWait();
    }
    assertThat(await(cache.get(key))).isEmpty();
  }

  @Test
  void put_back_isAcknowledgedBeforeTheStoreHasIt_andThereInTime() throws Exception {
    CacheKey key = freshKey("back");
    CompletableFuture<Void> gate = store.gate();

    await(cache.put(key, bytes("value"), HOUR, Duration.ZERO));

    assertThat(await(store.real().load("back", List.of(key)))).isEmpty();
    assertThat(await(cache.get(key))).hasValue(bytes("value"));
    gate.complete(null);
    awaitStored(key);
  }

  @Test
  void put_backStoreAway_staysReadableAndIsSavedWhenItIsBack() throws Exception {
    CacheKey key = freshKey("back");
    await(cache.put(key, bytes("first"), HOUR, Duration.ZERO));
    awaitStored(key);
    store.down(true);

    await(cache.put(key, bytes("second"), HOUR, Duration.ZERO));
    assertThat(await(cache.get(key))).hasValue(bytes("second"));
    store.down(false);

    TestProbe.create(system)
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              assertThat(await(store.real().load("back", List.of(key))).get(key).value())
                  .isEqualTo(bytes("second"));
              return null;
            });
  }

  @Test
  void put_backMoreThanMayBeUnsaved_isRefusedAndNothingIsLost() throws Exception {
    List<CacheKey> keys = Stream.generate(() -> freshKey("full")).limit(50).toList();
    int refused = 0;
    for (CacheKey key : keys) {
      try {
        await(cache.put(key, bytes("value"), HOUR, Duration.ZERO));
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .asInstanceOf(type(KvCacheException.class))
            .extracting(KvCacheException::reason)
            .isEqualTo(Reason.BUSY);
        refused++;
      }
    }

    assertThat(refused).isBetween(20, 45);
    WriteFigures figures = LocalCells.of(system).writes(System.currentTimeMillis()).get("full");
    assertThat(figures.dirtyEntries()).isEqualTo(50 - refused);
    assertThat(figures.dirtyBytes()).isBetween(4_000L, 4_700L);
  }

  @Test
  void put_backBatchIsFullOfWhatWaitedForRoom_segmentGoesOn() throws Exception {
    List<CacheKey> others = IntStream.range(0, 20).mapToObj(i -> freshKey("plain")).toList();
    for (CacheKey key : others) {
      await(cache.put(key, bytes("here"), HOUR, Duration.ZERO));
    }

    CacheKey first = new CacheKey("acme", "crowd", "{one}");
    await(cache.put(first, bytes("claims"), HOUR, Duration.ZERO));

    // Of one segment: twelve may be unsaved, those that wait are a batch when they get room.
    for (int round = 0; round < 10; round++) {
      List<CompletionStage<Optional<Throwable>>> puts = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        CacheKey key = new CacheKey("acme", "crowd", "{one}" + i);
        puts.add(
            cache
                .put(key, bytes("value"), HOUR, Duration.ZERO)
                .handle((done, failure) -> Optional.ofNullable(failure)));
      }
      for (CompletionStage<Optional<Throwable>> put : puts) {
        await(put).ifPresent(why -> assertThat(why).hasMessageContaining("too much waits"));
      }
    }

    assertThat(await(cache.getAll(others))).as("what the segments held").hasSize(20);
  }

  @Test
  void put_backMoreThanMayBeUnsaved_waitsForRoom() throws Exception {
    List<CacheKey> keys = Stream.generate(() -> freshKey("waits")).limit(200).toList();

    for (CacheKey key : keys) {
      await(cache.put(key, bytes(key.key()), HOUR, Duration.ZERO));
    }

    for (CacheKey key : keys) {
      assertThat(await(cache.get(key))).hasValue(bytes(key.key()));
    }
  }

  @Test
  void terminate_unsavedWrites_areSavedBeforeTheEnd() throws Exception {
    ActorSystem<Void> ending = start("");
    List<CacheKey> keys = Stream.generate(() -> freshKey("slow")).limit(600).toList();
    for (CacheKey key : keys) {
      await(KvCache.get(ending).put(key, bytes(key.key()), HOUR, Duration.ZERO));
    }
    assertThat(await(store.real().load("slow", keys))).hasSizeLessThan(600);

    stop(ending);

    assertThat(await(store.real().load("slow", keys))).containsOnlyKeys(keys);
  }

  @Test
  void start_storeThatIsNone_saysWhatToChange() {
    ActorSystem<Void> wrong =
        TestSystems.local("blatam.kvcache.namespaces.x { write = back, store = java.lang.String }");
    try {
      assertThatThrownBy(() -> KvCache.get(wrong))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("java.lang.String")
          .hasMessageContaining(BackingStore.class.getPackageName());
    } finally {
      wrong.terminate();
    }
  }

  @Test
  void start_tableWithoutADatabase_saysSo() {
    ActorSystem<Void> without = TestSystems.local("blatam.kvcache.namespaces.x.write = through");
    try {
      assertThatThrownBy(() -> KvCache.get(without))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("database");
    } finally {
      without.terminate();
    }
  }

  private static CompletionStage<Loaded> loaded(String value) {
    return CompletableFuture.completedFuture(Loaded.of(bytes(value)));
  }

  private static void awaitStored(CacheKey key) {
    TestProbe.create(system)
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              assertThat(await(store.real().load(key.namespace(), List.of(key)))).containsKey(key);
              return null;
            });
  }

  private static void assertReason(CompletionStage<?> stage, Reason reason) {
    assertThatThrownBy(() -> await(stage))
        .cause()
        .asInstanceOf(type(KvCacheException.class))
        .extracting(KvCacheException::reason)
        .isEqualTo(reason);
  }

  private static void stop(ActorSystem<Void> ending) throws Exception {
    ending.terminate();
    ending.getWhenTerminated().toCompletableFuture().get(30, SECONDS);
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }

  private static CacheKey freshKey(String namespace) {
    return new CacheKey("acme", namespace, "key-" + KEYS.incrementAndGet());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
