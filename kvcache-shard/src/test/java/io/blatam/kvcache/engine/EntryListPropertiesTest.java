package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The list beside a {@link LinkedHashSet}. */
class EntryListPropertiesTest {

  private static final int ENTRIES = 60;

  @Property(tries = 300)
  void order_isThatInWhichTheyCame(
      @ForAll @Size(max = 400) List<@IntRange(max = 3 * ENTRIES - 1) Integer> moves) {
    CacheEntry[] entries = new CacheEntry[ENTRIES];
    for (int number = 0; number < ENTRIES; number++) {
      entries[number] = entry(number);
    }
    EntryList list = new EntryList();
    Set<CacheEntry> expected = new LinkedHashSet<>();
    for (int move : moves) {
      CacheEntry entry = entries[move % ENTRIES];
      boolean there = expected.remove(entry);
      assertThat(entry.isIn(list)).isEqualTo(there);
      if (!there) {
        list.addLast(entry);
        expected.add(entry);
      } else if (move < 2 * ENTRIES) {
        list.moveToLast(entry);
        expected.add(entry);
      } else {
        list.remove(entry);
      }
      assertThat(list.first()).isEqualTo(expected.stream().findFirst());
      assertThat(list.size()).isEqualTo(expected.size());
    }
    // Taking nearly all away makes it shrink.
    List<CacheEntry> left = new ArrayList<>(expected);
    while (left.size() > 2) {
      list.remove(left.remove(left.size() / 2));
    }
    List<CacheEntry> all = new ArrayList<>();
    list.forEach(all::add);
    assertThat(all).containsExactlyElementsOf(left);
  }

  @Example
  void entryOfAnotherList_isRefused() {
    EntryList list = new EntryList();
    EntryList other = new EntryList();
    CacheEntry entry = entry(1);
    list.addLast(entry);

    assertThatThrownBy(() -> other.addLast(entry)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> other.remove(entry)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> other.moveToLast(entry)).isInstanceOf(IllegalStateException.class);
    assertThat(list.first()).hasValue(entry);
  }

  private static CacheEntry entry(int number) {
    return CacheEntry.of(
        new CacheKey("acme", "test", "key-" + number), new byte[0], false, 1, Lifetime.until(1));
  }
}
