package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The table beside a {@link HashMap}, with hashes that fall together more often than not. */
class EntryTablePropertiesTest {

  private static final int KEYS = 50;

  private final Scope scope = new Scope(new Tenant("acme", Bounds.of(1)), "test", 0, 7);

  @Property(tries = 300)
  void holdsWhatAMapHolds(
      @ForAll @Size(max = 300) List<@IntRange(max = 3 * KEYS - 1) Integer> moves,
      @ForAll @IntRange(min = 1, max = 20) int hashes) {
    EntryTable table = new EntryTable(7);
    Map<CacheKey, CacheEntry> map = new HashMap<>();
    for (int move : moves) {
      CacheEntry entry = entry(move % KEYS, hashes);
      CacheKey key = entry.key();
      CacheEntry there = map.get(key);
      assertThat(table.find(scope, key.key(), entry.hash())).isSameAs(there);
      if (move < 2 * KEYS) {
        if (there == null) {
          table.add(entry);
        } else {
          table.replace(there, entry);
        }
        map.put(key, entry);
      } else if (there != null) {
        table.remove(there);
        map.remove(key);
      }
    }

    Set<CacheEntry> all = new HashSet<>();
    table.forEach(all::add);
    assertThat(all).containsExactlyInAnyOrderElementsOf(map.values());
    assertThat(table.size()).isEqualTo(map.size());
    map.forEach(
        (key, entry) -> assertThat(table.find(scope, key.key(), entry.hash())).isSameAs(entry));
  }

  /** More of one group than it has slots, among others, so that many are passed on. */
  @Property(tries = 300)
  void ofFullGroups_holdsWhatAMapHolds(
      @ForAll @Size(max = 400) List<@IntRange(max = 3 * KEYS - 1) Integer> moves,
      @ForAll @IntRange(min = 1, max = 4) int homes) {
    EntryTable table = new EntryTable(7);
    Map<Integer, CacheEntry> map = new HashMap<>();
    for (int move : moves) {
      int number = move % KEYS;
      CacheEntry there = map.get(number);
      if (there != null) {
        assertThat(table.find(scope, there.name(), there.hash())).isSameAs(there);
      }
      if (move >= 2 * KEYS && there != null) {
        table.remove(there);
        map.remove(number);
        assertThat(table.holds(there)).isFalse();
      } else if (there == null) {
        long hash = (long) number << 57 ^ (long) number << 40 | number % homes;
        CacheEntry entry = entryOf(number, hash);
        assertThat(table.find(scope, entry.name(), hash)).isNull();
        table.add(entry);
        map.put(number, entry);
      }
    }

    map.values()
        .forEach(
            entry -> assertThat(table.find(scope, entry.name(), entry.hash())).isSameAs(entry));
    assertThat(table.size()).isEqualTo(map.size());
    assertThat(table.byText()).isFalse();
  }

  @Example
  void manyKeysOfOneHash_areFoundByTheirText() {
    EntryTable table = new EntryTable(7);
    for (int number = 0; number < 1_000; number++) {
      table.add(entry(number, 1));
    }

    assertThat(table.byText()).isTrue();
    for (int number = 0; number < 1_000; number++) {
      CacheKey key = entry(number, 1).key();
      assertThat(table.find(scope, key.key(), 0).key()).isEqualTo(key);
    }
  }

  @Example
  void manyKeysOfDifferentHashes_areNotSuspected() {
    EntryTable table = new EntryTable(7);
    for (int number = 0; number < 100_000; number++) {
      CacheKey key = new CacheKey("acme", "test", "key-" + number);
      long hash = KeyHash.of(key, 7);
      table.add(CacheEntry.of(scope, key.key(), hash, new byte[0], false, 1, Lifetime.until(1)));
    }

    assertThat(table.byText()).isFalse();
  }

  private CacheEntry entry(int number, int hashes) {
    return entryOf(number, number % hashes);
  }

  private CacheEntry entryOf(int number, long hash) {
    return CacheEntry.of(scope, "key-" + number, hash, new byte[0], false, 1, Lifetime.until(1));
  }
}
