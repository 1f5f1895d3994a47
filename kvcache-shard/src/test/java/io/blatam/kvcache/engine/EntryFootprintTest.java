package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jol.info.GraphLayout;

/** What entries say they weigh beside what they take, as JOL counts it. */
class EntryFootprintTest {

  static {
    // Offsets of record components are not given out otherwise.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "LRU, 60000, 16, 100",
    "LRU, 98000, 64, 1000",
    "LRU, 99000, 7, 0",
    "LFU, 60000, 16, 100"
  })
  void weight_isWhatAnEntryTakes(PolicyName policy, int entries, int keyLength, int valueBytes) {
    long bound = 1L << 40;
    CacheSegment segment =
        new CacheSegment(
            bound,
            0,
            policy.create(bound),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    long empty = GraphLayout.parseInstance(segment).totalSize();
    for (int number = 0; number < entries; number++) {
      segment.putUntil(key(number, keyLength), new byte[valueBytes], Long.MAX_VALUE, 1);
    }

    double taken =
        (double) (GraphLayout.parseInstance(segment).totalSize() - empty) / segment.bytes();

    assertThat(taken).isBetween(0.85, 1.0);
  }

  /** Each with names of its own, as they arrive from another node. */
  private static CacheKey key(int number, int length) {
    String digits = "0".repeat(64) + HexFormat.of().toHexDigits(number);
    return new CacheKey(
        new String("acme"), new String("generation"), digits.substring(digits.length() - length));
  }
}
