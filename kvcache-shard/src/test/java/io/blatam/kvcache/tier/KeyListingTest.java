package io.blatam.kvcache.tier;

import static io.blatam.kvcache.tier.ScratchSegment.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.TierTally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of which only is remembered that there is nothing are no keys to who lists them. */
class KeyListingTest {

  private static final long NOW = 1_000;
  private static final int VALUES = 200;

  private static final String ROOMY =
      "blatam.kvcache { warm.bytes = 16 KiB, cold { bytes = 1 MiB, max-value-bytes = 100 KiB } }\n";

  @TempDir Path root;

  @Test
  void keys_rememberedAsNothing_areNotListedInAnyTier() {
    ScratchSegment scratch = filled();
    assertThat(scratch.tally(TierTally.WARM).entries()).isPositive();
    assertThat(scratch.tally(TierTally.COLD).entries()).isGreaterThan(VALUES);

    assertThat(listed(scratch)).hasSize(VALUES).allMatch(key -> key.key().startsWith("value"));
    assertThat(scratch.segment.get(key("nothing3"), NOW).orElseThrow().absent()).isTrue();
  }

  @Test
  void keys_rememberedAsNothingBeforeARestart_areNotListed() {
    filled().stop(NOW);
    ScratchSegment again = new ScratchSegment(root, ROOMY, 20_000);

    assertThat(listed(again)).hasSize(VALUES).allMatch(key -> key.key().startsWith("value"));
    assertThat(again.segment.get(key("nothing3"), NOW).orElseThrow().absent()).isTrue();
  }

  private ScratchSegment filled() {
    ScratchSegment scratch = new ScratchSegment(root, ROOMY, 20_000);
    for (int i = 0; i < VALUES; i++) {
      scratch.put(key("value" + i), new byte[300], NOW);
      scratch.segment.putAbsent(key("nothing" + i), Duration.ofHours(1), 10, NOW);
    }
    return scratch;
  }

  private static List<CacheKey> listed(ScratchSegment scratch) {
    List<CacheKey> keys = new ArrayList<>();
    scratch.segment.listing().forEachKey("acme", "test", NOW, keys::add);
    assertThat(keys).doesNotHaveDuplicates();
    return keys;
  }
}
