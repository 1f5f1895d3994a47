package io.blatam.kvcache.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CacheKeyTest {

  @Test
  void segment_knownKeys_isTheSameInEveryRelease() {
    assertThat(new CacheKey("acme", "generation", "a").segment(32)).isEqualTo(12);
    assertThat(new CacheKey("acme", "generation", "b").segment(32)).isEqualTo(11);
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
  void create_blankOrTooLong_saysWhichPart() {
    assertThatThrownBy(() -> new CacheKey(" ", "generation", "a")).hasMessageContaining("tenant");
    assertThatThrownBy(() -> new CacheKey("acme", "", "a")).hasMessageContaining("namespace");
    assertThatThrownBy(() -> new CacheKey("acme", "generation", "x".repeat(513)))
        .hasMessageContaining("key");
  }
}
