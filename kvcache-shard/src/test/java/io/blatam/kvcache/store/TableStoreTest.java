package io.blatam.kvcache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TableStoreTest {

  private static final String NAMESPACE = "test";
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void save_valuesOfAnyKey_areLoadedAsTheyWere(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 3));
      List<CacheKey> keys =
          List.of(
              key("plain"),
              key(""),
              key("nul\u0000inside"),
              key("\u00e9\u20ac"),
              key("\ud83d\ude00"),
              key("\ud83d"),
              key("\u00ff".repeat(CacheKey.MAX_KEY_LENGTH)),
              key("\ud83d".repeat(CacheKey.MAX_KEY_LENGTH)));
      List<StoreWrite> writes = new ArrayList<>();
      for (CacheKey key : keys) {
        writes.add(put(key, epoch, writes.size() + 1L, "value " + keys.indexOf(key)));
      }

      Await.result(store.save(NAMESPACE, 3, epoch, writes));

      Map<CacheKey, StoredValue> found = Await.result(store.load(NAMESPACE, keys));
      assertThat(found).containsOnlyKeys(keys);
      assertThat(found)
          .allSatisfy(
              (key, value) -> assertThat(text(value)).isEqualTo("value " + keys.indexOf(key)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void save_longestValue_isLoadedAsItWas(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      byte[] longest = new byte[store.maxValueBytes()];
      longest[longest.length - 1] = 7;
      StoredValue value = new StoredValue(longest, 12, 34);

      Await.result(
          store.save(
              NAMESPACE,
              0,
              epoch,
              List.of(new StoreWrite.Put(key("a"), new Version(epoch, 1), value))));

      StoredValue found =
          Await.result(store.load(NAMESPACE, List.of(key("a"), key("b")))).get(key("a"));
      assertThat(found.value()).isEqualTo(longest);
      assertThat(found.cost()).isEqualTo(12);
      assertThat(found.expiresAt()).isEqualTo(34);
    }
  }

  /** However many others the namespace has. */
  @Test
  void load_ofSeveralKeys_readsTheseRowsAlone() throws Exception {
    try (Database database = Engine.H2.open(directory)) {
      fill(database);

      try (Connection connection = database.dataSource().getConnection();
          PreparedStatement explain =
              connection.prepareStatement("explain analyze " + KeysQuestion.BY_ROWS.sql(4))) {
        KeysQuestion.BY_ROWS.bind(
            explain,
            NAMESPACE,
            IntStream.range(0, 4).mapToObj(i -> key("key-" + 100 * i)).toList());
        try (ResultSet plan = explain.executeQuery()) {
          plan.next();
          Matcher scanned = Pattern.compile("scanCount: (\\d+)").matcher(plan.getString(1));
          assertThat(scanned.find()).isTrue();
          assertThat(Integer.parseInt(scanned.group(1))).isLessThan(10);
        }
      }
    }
  }

  /** Which PostgreSQL does for itself some minutes later, and never while a table grows quickly. */
  @Test
  void anyKey_inATableThatNobodyAnalyzed_isReadAndWrittenWithoutTheOthers() throws Exception {
    try (Database database = Engine.POSTGRESQL.open(directory);
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table kvcache_entry set (autovacuum_enabled = false)");
      fill(database);

      KeysQuestion question = KeysQuestion.of(database);
      List<CacheKey> some = List.of(key("key-1"), key("key-200"), key("none"));
      try (PreparedStatement explain =
          connection.prepareStatement("explain analyze " + question.sql(some.size()))) {
        question.bind(explain, NAMESPACE, some);
        assertThat(rowsLookedAtInVain(explain)).isZero();
      }
      try (PreparedStatement explain =
          connection.prepareStatement(
              "explain analyze delete from kvcache_entry where " + TableStore.KEY)) {
        explain.setString(1, NAMESPACE);
        explain.setString(2, "acme");
        explain.setBytes(3, KeyBytes.of(key("key-1")));
        assertThat(rowsLookedAtInVain(explain)).isZero();
      }
    }
  }

  /** With 500 keys of one tenant. */
  private static void fill(Database database) {
    TableStore store = new TableStore(database);
    long epoch = Await.result(store.claim(NAMESPACE, 0));
    List<StoreWrite> writes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      writes.add(put(key("key-" + i), epoch, i + 1, "v"));
    }
    Await.result(store.save(NAMESPACE, 0, epoch, writes));
  }

  private static int rowsLookedAtInVain(PreparedStatement explain) throws Exception {
    int removed = 0;
    try (ResultSet plan = explain.executeQuery()) {
      while (plan.next()) {
        Matcher rows = Pattern.compile("Rows Removed by .*: (\\d+)").matcher(plan.getString(1));
        removed += rows.find() ? Integer.parseInt(rows.group(1)) : 0;
      }
    }
    return removed;
  }

  @ParameterizedTest
  @EnumSource
  void save_anotherTenantsKey_isNotMixedUp(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      CacheKey other = new CacheKey("other", NAMESPACE, "a");
      Await.result(
          store.save(
              NAMESPACE,
              0,
              epoch,
              List.of(put(key("a"), epoch, 1, "mine"), put(other, epoch, 2, "theirs"))));

      Map<CacheKey, StoredValue> found =
          Await.result(store.load(NAMESPACE, List.of(key("a"), other)));

      assertThat(text(found.get(key("a")))).isEqualTo("mine");
      assertThat(text(found.get(other))).isEqualTo("theirs");
    }
  }

  @ParameterizedTest
  @EnumSource
  void save_smallerVersion_changesNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      Await.result(store.save(NAMESPACE, 0, epoch, List.of(put(key("a"), epoch, 5, "new"))));

      Await.result(store.save(NAMESPACE, 0, epoch, List.of(put(key("a"), epoch, 4, "old"))));
      Await.result(
          store.save(
              NAMESPACE,
              0,
              epoch,
              List.of(new StoreWrite.Delete(key("a"), new Version(epoch, 3)))));

      assertThat(text(load(store, "a").orElseThrow())).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @EnumSource
  void save_delete_removes(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      Await.result(store.save(NAMESPACE, 0, epoch, List.of(put(key("a"), epoch, 1, "here"))));

      Await.result(
          store.save(
              NAMESPACE,
              0,
              epoch,
              List.of(new StoreWrite.Delete(key("a"), new Version(epoch, 2)))));

      assertThat(load(store, "a")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void save_afterAnotherOwnersClaim_isFencedAndChangesNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long lost = Await.result(store.claim(NAMESPACE, 0));
      Await.result(store.save(NAMESPACE, 0, lost, List.of(put(key("a"), lost, 1, "first"))));

      long owner = Await.result(store.claim(NAMESPACE, 0));

      assertThat(owner).isGreaterThan(lost);
      assertThatThrownBy(
              () ->
                  Await.result(
                      store.save(
                          NAMESPACE,
                          0,
                          lost,
                          List.of(put(key("a"), lost, 2, "late"), put(key("b"), lost, 3, "late")))))
          .isInstanceOf(StoreFencedException.class);
      assertThat(text(load(store, "a").orElseThrow())).isEqualTo("first");
      assertThat(load(store, "b")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void claim_otherSegmentOrNamespace_fencesNobody(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      Await.result(store.claim(NAMESPACE, 1));
      Await.result(store.claim("other", 0));

      Await.result(store.save(NAMESPACE, 0, epoch, List.of(put(key("a"), epoch, 1, "mine"))));

      assertThat(load(store, "a")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void claim_manyAtOnce_noTwoEpochsAreEqual(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      var claims = IntStream.range(0, 50).mapToObj(i -> store.claim(NAMESPACE, i % 2)).toList();

      List<Long> epochs = claims.stream().map(Await::result).toList();

      assertThat(epochs).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keys_moreThanAPage_comeOnceEach(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      List<StoreWrite> writes = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        writes.add(put(key("key-" + i), epoch, i + 1, "v"));
      }
      Await.result(store.save(NAMESPACE, 0, epoch, writes));

      List<CacheKey> all = new ArrayList<>();
      Optional<CacheKey> after = Optional.empty();
      for (int pages = 0; pages < 3; pages++) {
        List<CacheKey> page = Await.result(store.keys("acme", NAMESPACE, after, 10));
        all.addAll(page);
        after = Optional.of(page.get(page.size() - 1));
      }

      assertThat(all)
          .containsExactlyInAnyOrderElementsOf(writes.stream().map(StoreWrite::key).toList());
      assertThat(Await.result(store.keys("other", NAMESPACE, Optional.empty(), 10))).isEmpty();
    }
  }

  /**
   * Also in a table from before there were places, and as a store without an own way lists them.
   */
  @ParameterizedTest
  @EnumSource
  void keysByPosition_pageAfterPage_haveEachKeyOnce(Engine engine) throws Exception {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      List<StoreWrite> writes = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        writes.add(put(key("key-" + i), epoch, i + 1, "v"));
      }
      // Of one position.
      for (String name : List.of("AaAaAa", "AaAaBB", "AaBBAa", "BBAaAa", "BBBBBB")) {
        writes.add(put(key(name), epoch, 500 + writes.size(), "v"));
      }
      Await.result(store.save(NAMESPACE, 0, epoch, writes));
      Await.result(
          store.save(
              NAMESPACE,
              0,
              epoch,
              List.of(
                  new StoreWrite.Put(
                      key("over"), new Version(epoch, 999), new StoredValue(bytes("v"), 1, 10)))));
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("update kvcache_entry set place = null where epoch >= 0");
      }
      List<CacheKey> expected =
          writes.stream()
              .map(StoreWrite::key)
              .sorted(
                  Comparator.comparingLong(CacheKey::position)
                      .thenComparing(Comparator.naturalOrder()))
              .toList();

      for (int limit : List.of(1, 3, 100, 1_000)) {
        assertThat(listed(store, limit)).as("limit %d", limit).isEqualTo(expected);
      }
      assertThat(Await.result(store.count("acme", NAMESPACE, 10))).isEqualTo(305);
      assertThat(Await.result(store.count("other", NAMESPACE, 10))).isZero();

      Await.result(store.removeExpired(10));
      BackingStore plain = new PlainStore(store);
      assertThat(listed(plain, 7)).isEqualTo(expected);
      assertThat(Await.result(plain.count("acme", NAMESPACE, 10))).isEqualTo(305);
    }
  }

  private static List<CacheKey> listed(BackingStore store, int limit) {
    List<CacheKey> all = new ArrayList<>();
    long from = 0;
    while (true) {
      List<CacheKey> page =
          Await.result(store.keysByPosition("acme", NAMESPACE, from, 1L << 32, limit, 10));
      List<CacheKey> sorted = new ArrayList<>(page);
      sorted.sort(
          Comparator.comparingLong(CacheKey::position).thenComparing(Comparator.naturalOrder()));
      all.addAll(sorted);
      if (page.size() < limit) {
        return all;
      }
      from = sorted.get(sorted.size() - 1).position() + 1;
    }
  }

  @ParameterizedTest
  @EnumSource
  void removeExpired_takesThoseThatAreOver(Engine engine) {
    try (Database database = engine.open(directory)) {
      TableStore store = new TableStore(database);
      long epoch = Await.result(store.claim(NAMESPACE, 0));
      Version version = new Version(epoch, 1);
      Await.result(
          store.save(
              NAMESPACE,
              0,
              epoch,
              List.of(
                  new StoreWrite.Put(key("over"), version, new StoredValue(bytes("v"), 1, 1_000)),
                  new StoreWrite.Put(
                      key("not yet"), version, new StoredValue(bytes("v"), 1, 1_001)),
                  new StoreWrite.Put(
                      key("never"), version, new StoredValue(bytes("v"), 1, NEVER)))));

      assertThat(Await.result(store.removeExpired(1_000))).isEqualTo(1);

      assertThat(load(store, "over")).isEmpty();
      assertThat(load(store, "not yet")).isPresent();
      assertThat(load(store, "never")).isPresent();
    }
  }

  private static Optional<StoredValue> load(TableStore store, String key) {
    return Optional.ofNullable(
        Await.result(store.load(NAMESPACE, List.of(key(key)))).get(key(key)));
  }

  private static StoreWrite put(CacheKey key, long epoch, long sequence, String value) {
    return new StoreWrite.Put(
        key, new Version(epoch, sequence), new StoredValue(bytes(value), 1, NEVER));
  }

  private static CacheKey key(String key) {
    return new CacheKey("acme", NAMESPACE, key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static String text(StoredValue value) {
    return new String(value.value(), StandardCharsets.UTF_16BE);
  }
}
