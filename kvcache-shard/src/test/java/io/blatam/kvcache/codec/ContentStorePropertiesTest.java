package io.blatam.kvcache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContentStorePropertiesTest {

  /** Beside a plain model: how often each of ten contents was taken and given back. */
  @Property(tries = 200)
  void references_areExact(@ForAll List<@IntRange(min = -9, max = 10) Integer> steps) {
    ContentStore store = new ContentStore();
    Map<Integer, Long> held = new HashMap<>();
    for (int step : steps) {
      int which = Math.abs(step) % 10;
      if (step > 0) {
        store.retain(new byte[which * 3]);
        held.merge(which, 1L, Long::sum);
      } else if (held.getOrDefault(which, 0L) > 0) {
        boolean last = store.release(ContentHash.of(new byte[which * 3]));
        held.merge(which, -1L, Long::sum);
        assertThat(last).isEqualTo(held.get(which) == 0);
      }
    }
    long distinct = 0;
    long referenced = 0;
    for (int which = 0; which < 10; which++) {
      ContentHash hash = ContentHash.of(new byte[which * 3]);
      long references = held.getOrDefault(which, 0L);
      assertThat(store.references(hash)).isEqualTo(references);
      assertThat(store.find(hash).isPresent()).isEqualTo(references > 0);
      distinct += references > 0 ? which * 3L : 0;
      referenced += references * which * 3;
    }
    assertThat(store.bytes()).isEqualTo(distinct);
    assertThat(store.referencedBytes()).isEqualTo(referenced);
  }

  @Test
  void release_ofWhatNobodyHolds() {
    ContentStore store = new ContentStore();
    ContentHash hash = store.retain(new byte[] {1});
    store.release(hash);
    assertThatThrownBy(() -> store.release(hash)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hash_isTheSha256OfTheContent() {
    assertThat(ContentHash.of("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
