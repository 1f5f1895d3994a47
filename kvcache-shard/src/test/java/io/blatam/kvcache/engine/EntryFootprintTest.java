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
    "LRU, 15000, 16, 100",
    "LRU, 24500, 64, 1000",
    "LRU, 24700, 7, 0",
    "LFU, 15000, 16, 100"
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
      segment.putUntil(key(number, keyLength), new byte[valueBytes], Long.MAX_VALUE, 1, 0);
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

  /** Entries and the policy's own bytes, when every expert and every history is at work. */
  @ParameterizedTest
  @CsvSource({"4, 1000, 1", "4, 4096, 1", "2, 300, 1", "8, 2000, 9", "16, 500, 9"})
  void adaptive_takesNoMoreThanTheBound(int mebibytes, int meanBytes, int sizes) {
    long bound = (long) mebibytes << 20;
    CacheSegment segment =
        new CacheSegment(
            bound,
            0,
            PolicyName.ADAPTIVE.create(bound),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    SplittableRandom random = new SplittableRandom(2);
    int keys = (int) (bound / meanBytes) * 4;
    for (int i = 0; i < keys * 8; i++) {
      int number = (int) (keys * Math.pow(random.nextDouble(), 2.5));
      CacheKey key = key(number, 16);
      if (segment.get(key, 1).isEmpty()) {
        int bytes = sizes == 1 ? meanBytes : meanBytes * (1 + number % sizes) / 4;
        segment.putUntil(key, new byte[bytes], Long.MAX_VALUE, sizes == 1 ? 1 : 1 + number % 50, 0);
      }
    }

    assertThat(segment.bytes() + segment.bookkeeping()).isLessThanOrEqualTo(bound);
    // A segment has a few fixed objects that no entry pays for.
    assertThat(GraphLayout.parseInstance(segment).totalSize()).isLessThan(bound + bound / 64);
  }
}
