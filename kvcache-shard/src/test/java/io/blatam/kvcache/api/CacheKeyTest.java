package io.blatam.kvcache.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CacheKeyTest {

  @Test
  void segment_knownKeys_isTheSameInEveryRelease() {
    assertThat(new CacheKey("acme", "generation", "a").segment(32)).isEqualTo(12);
    assertThat(new CacheKey("acme", "generation", "b").segment(32)).isEqualTo(11);
    assertThat(new CacheKey("acme", "generation", "a").segment(12)).isEqualTo(4);
    assertThat(new CacheKey("acme", "generation", "b").segment(12)).isEqualTo(7);
    assertThat(new CacheKey("acme", "generation", "b").segment(1)).isZero();
  }

  @Test
  void segment_keysWithATag_shareIt() {
    int segment = new CacheKey("acme", "blocks", "{talk-7}/0").segment(1024);

    assertThat(new CacheKey("acme", "blocks", "{talk-7}/1").segment(1024)).isEqualTo(segment);
    assertThat(new CacheKey("acme", "blocks", "x{talk-7}").segment(1024)).isEqualTo(segment);
    assertThat(new CacheKey("acme", "blocks", "talk-7").segment(1024)).isEqualTo(segment);
    assertThat(new CacheKey("acme", "blocks", "{talk-8}/0").segment(1024)).isNotEqualTo(segment);
    assertThat(new CacheKey("acme", "blocks", "{}/0").segment(1024))
        .isNotEqualTo(new CacheKey("acme", "blocks", "{}/1").segment(1024));
  }

  @Test
  void segment_manyKeys_areSpreadEvenly() {
    int[] counts = new int[32];
    for (int i = 0; i < 32_000; i++) {
      counts[new CacheKey("acme", "generation", "key-" + i).segment(32)]++;
    }
    assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void compareTo_isAnOrderThatAgreesWithEquals() {
    List<CacheKey> ordered =
        List.of(
            new CacheKey("a", "x", "AaAa"),
            new CacheKey("b", "x", "AaAa"),
            new CacheKey("a", "y", "AaAa"),
            new CacheKey("a", "x", "BBBB"));
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = 0; j < ordered.size(); j++) {
        assertThat(Integer.signum(ordered.get(i).compareTo(ordered.get(j))))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  /** Looked at one after the other, these keys take minutes. */
  @Test
  @Timeout(30)
  void hashMap_ofKeysWhoseHashesAreAllEqual_findsThem() {
    Map<CacheKey, Integer> map = new HashMap<>();
    for (int i = 0; i < 1 << 17; i++) {
      map.put(new CacheKey("acme", "redis-0", colliding(i)), i);
    }
    assertThat(map.keySet().stream().mapToInt(CacheKey::hashCode).distinct().count()).isEqualTo(1);
    assertThat(map).containsEntry(new CacheKey("acme", "redis-0", colliding(77_777)), 77_777);
  }

  private static String colliding(int number) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 17; bit++) {
      key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key.toString();
  }

  @Test
  void create_blankOrTooLong_saysWhichPart() {
    assertThatThrownBy(() -> new CacheKey(" ", "generation", "a")).hasMessageContaining("tenant");
    assertThatThrownBy(() -> new CacheKey("acme", "", "a")).hasMessageContaining("namespace");
    assertThatThrownBy(() -> new CacheKey("acme", "generation", "x".repeat(513)))
        .hasMessageContaining("key");
  }
}
