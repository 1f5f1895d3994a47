package io.blatam.kvcache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.JointStore.Share;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table saves writes of several segments, each under a claim and a number of its own. */
@Timeout(60)
class JointSaveTest {

  private static final String NAMESPACE = "test";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void saveTogether_ofSeveralSegments_allAreThere(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long first = Await.result(store.claim(NAMESPACE, 1));
      long second = Await.result(store.claim(NAMESPACE, 2));

      Await.result(
          store.saveTogether(
              NAMESPACE, List.of(share(2, second, 1, "b"), share(1, first, 1, "a"))));

      assertThat(there(store)).containsOnlyKeys(key("a"), key("b"));
    }
  }

  /** As a row that is over may be, until somebody removes it. */
  @ParameterizedTest
  @EnumSource
  void saveTogether_rowOfBefore_isOverwritten(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 1));
      StoreWrite over =
          new StoreWrite.Put(
              key("a"), new Version(epoch, 1), new StoredValue(new byte[] {'x'}, 1, 10));
      Await.result(store.save(NAMESPACE, 1, epoch, List.of(over)));

      Await.result(store.saveTogether(NAMESPACE, List.of(share(1, epoch, 2, "a"))));

      assertThat(there(store).get(key("a")).value()).isEqualTo(bytes("a"));
      assertThat(there(store).get(key("a")).expiresAt()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saveTogether_oneSegmentHasAnotherOwner_isFencedAndNothingIsThere(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long first = Await.result(store.claim(NAMESPACE, 1));
      long lost = Await.result(store.claim(NAMESPACE, 2));
      Await.result(store.claim(NAMESPACE, 2));

      assertFenced(
          store.saveTogether(NAMESPACE, List.of(share(1, first, 1, "a"), share(2, lost, 1, "b"))));

      assertThat(there(store)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void saveTogether_oneSegmentHasWithdrawn_isFencedAndNothingIsThere(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long first = Await.result(store.claim(NAMESPACE, 1));
      long second = Await.result(store.claim(NAMESPACE, 2));
      Await.result(store.withdraw(NAMESPACE, 2, new Version(second, 7)));
      Await.result(store.withdraw(NAMESPACE, 2, new Version(second, 3)));

      assertFenced(
          store.saveTogether(
              NAMESPACE, List.of(share(1, first, 1, "a"), share(2, second, 7, "b"))));
      assertThat(there(store)).isEmpty();

      Await.result(
          store.saveTogether(
              NAMESPACE, List.of(share(1, first, 1, "a"), share(2, second, 8, "b"))));
      assertThat(there(store)).containsOnlyKeys(key("a"), key("b"));
      Await.result(store.save(NAMESPACE, 2, second, share(2, second, 6, "c").writes()));
      assertThat(there(store)).as("what is withdrawn are steps").containsKey(key("c"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withdraw_behindTheSave_leavesWhatIsThere(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 1));
      Await.result(store.saveTogether(NAMESPACE, List.of(share(1, epoch, 1, "a"))));

      Await.result(store.withdraw(NAMESPACE, 1, new Version(epoch, 1)));

      assertThat(there(store)).containsOnlyKeys(key("a"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withdraw_underAnOldClaim_isFencedAndTheNewOnesNumbersBeginAnew(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long lost = Await.result(store.claim(NAMESPACE, 1));
      Await.result(store.withdraw(NAMESPACE, 1, new Version(lost, 100)));
      long epoch = Await.result(store.claim(NAMESPACE, 1));

      assertFenced(store.withdraw(NAMESPACE, 1, new Version(lost, 200)));
      Await.result(store.saveTogether(NAMESPACE, List.of(share(1, epoch, 1, "a"))));

      assertThat(there(store)).containsOnlyKeys(key("a"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void saveTogether_manyInAnyOrderBesideOthers_noneWaitsForEver(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      Random random = new Random(7);
      long[] epochs = new long[6];
      for (int segment = 0; segment < epochs.length; segment++) {
        epochs[segment] = Await.result(store.claim(NAMESPACE, segment));
      }
      List<CompletionStage<Void>> all = new ArrayList<>();
      for (int i = 1; i <= 60; i++) {
        List<Share> shares = new ArrayList<>();
        for (int segment = 0; segment < epochs.length; segment++) {
          shares.add(share(segment, epochs[segment], i, "key-" + segment));
        }
        Collections.shuffle(shares, random);
        all.add(store.saveTogether(NAMESPACE, shares.subList(0, 4)));
        int one = random.nextInt(epochs.length);
        all.add(store.save(NAMESPACE, one, epochs[one], share(one, epochs[one], i, "x").writes()));
      }
      all.forEach(Await::result);

      assertThat(there(store)).hasSize(epochs.length);
    }
  }

  private static void assertFenced(CompletionStage<Void> save) {
    assertThatThrownBy(() -> Await.result(save)).isInstanceOf(StoreFencedException.class);
  }

  private static Map<CacheKey, StoredValue> there(TableStore store) {
    List<CacheKey> keys = new ArrayList<>(List.of(key("a"), key("b"), key("c")));
    for (int i = 0; i < 6; i++) {
      keys.add(key("key-" + i));
    }
    return Await.result(store.load(NAMESPACE, keys));
  }

  private static Share share(int segment, long epoch, long sequence, String name) {
    Version version = new Version(epoch, sequence);
    return new Share(
        segment,
        version,
        List.of(
            new StoreWrite.Put(
                key(name), version, new StoredValue(bytes(name), 1, Long.MAX_VALUE))));
  }

  private static CacheKey key(String key) {
    return new CacheKey("acme", NAMESPACE, key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
