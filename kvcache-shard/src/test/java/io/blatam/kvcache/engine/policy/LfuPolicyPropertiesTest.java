package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.Lifetime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The policy beside one that sorts. */
class LfuPolicyPropertiesTest {

  private static final int KEYS = 10;

  @Property(tries = 300)
  void order_isByUsesThenByAge(
      @ForAll @Size(max = 200) List<@IntRange(max = 4 * KEYS - 1) Integer> moves) {
    LfuPolicy policy = new LfuPolicy();
    CacheEntry[] held = new CacheEntry[KEYS];

    // The entry used last comes last.
    Map<CacheEntry, Integer> uses = new LinkedHashMap<>();
    for (int move : moves) {
      int number = move % KEYS;
      CacheEntry entry = held[number];
      switch (entry == null ? 0 : 1 + move / KEYS) {
        case 0 -> {
          held[number] = entry(number);
          policy.inserted(held[number]);
          uses.put(held[number], 1);
        }
        case 1, 2 -> {
          policy.touched(entry);
          uses.put(entry, uses.remove(entry) + 1);
        }
        case 3 -> {
          held[number] = entry(number);
          policy.replaced(entry, held[number]);
          uses.put(held[number], uses.remove(entry) + 1);
        }
        default -> {
          policy.removed(entry);
          uses.remove(entry);
          held[number] = null;
        }
      }

      List<CacheEntry> order = new ArrayList<>();
      policy.forEach(order::add);
      assertThat(order)
          .containsExactlyElementsOf(
              uses.keySet().stream().sorted(Comparator.comparingInt(uses::get)).toList());
      assertThat(policy.victim()).isEqualTo(order.stream().findFirst());
    }
  }

  private static CacheEntry entry(int number) {
    return CacheEntry.of(
        new CacheKey("acme", "test", "key-" + number), new byte[0], false, 1, Lifetime.until(1));
  }
}
