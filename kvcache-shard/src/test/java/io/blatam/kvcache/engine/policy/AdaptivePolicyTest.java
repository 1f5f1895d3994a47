package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.EvictionPolicy;
import io.blatam.kvcache.engine.Residency;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The policy at work in a segment. */
class AdaptivePolicyTest {

  private static final byte[] VALUE = new byte[1_000];
  private static final long ENTRY = CacheEntry.weight(key(0), VALUE.length);

  @Test
  void loopTwiceTheSegment_hitsNearlyHalf_whereLruHitsNothing() {
    assertThat(hitsInALoop(PolicyName.ADAPTIVE, 300, 600)).isBetween(0.35, 0.50);
    assertThat(hitsInALoop(PolicyName.LRU, 300, 600)).isZero();
  }

  @Test
  void loopTwiceALargeSegment_whereOnlyASampleIsWatched_hitsToo() {
    assertThat(hitsInALoop(PolicyName.ADAPTIVE, 10_000, 20_000)).isGreaterThan(0.25);
  }

  @Test
  void switchedInUse_keepsEveryEntry() {
    CacheSegment segment = segment(new LruPolicy(), 150);
    for (int i = 0; i < 100; i++) {
      put(segment, i);
    }
    segment.policy(new AdaptivePolicy(150 * ENTRY));
    segment.policy(new LfuPolicy());
    segment.policy(new AdaptivePolicy(150 * ENTRY));

    assertThat(segment.tally().entries()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(segment.get(key(i), 0)).isPresent();
    }
  }

  @Test
  void switchedInUse_whereItsOwnBytesNeedRoom_evictsForThem() {
    CacheSegment segment = segment(new LruPolicy(), 100);
    for (int i = 0; i < 100; i++) {
      put(segment, i);
    }
    segment.policy(new AdaptivePolicy(100 * ENTRY));

    assertThat(segment.tally().evictions()).isPositive();
    assertThat(segment.bytes() + segment.bookkeeping()).isLessThanOrEqualTo(100 * ENTRY);
  }

  @Test
  void justStored_isReadable_whicheverExpertLeads() {
    CacheSegment segment = segment(new AdaptivePolicy(200 * ENTRY), 200);
    for (int i = 0; i < 40_000; i++) {
      int number = i % 400;
      if (segment.get(key(number), 0).isEmpty()) {
        put(segment, number);
        assertThat(segment.get(key(number), 0)).isPresent();
      }
    }
  }

  private static double hitsInALoop(PolicyName name, int entries, int loop) {
    CacheSegment segment = segment(name.create(entries * ENTRY), entries);
    int rounds = 12;
    for (int i = 0; i < rounds * loop; i++) {
      if (segment.get(key(i % loop), 0).isEmpty()) {
        put(segment, i % loop);
      }
    }
    return (double) segment.tally().hits() / (rounds * loop);
  }

  private static void put(CacheSegment segment, int number) {
    segment.put(key(number), VALUE, Duration.ofDays(1), 1, 0);
  }

  private static CacheSegment segment(EvictionPolicy policy, int entries) {
    return new CacheSegment(
        entries * ENTRY, 0, policy, Codec.RAW, Residency.MEMORY_ONLY, new SplittableRandom(1));
  }

  private static CacheKey key(int number) {
    return new CacheKey("tenant", "test", String.format("%08d", number));
  }
}
