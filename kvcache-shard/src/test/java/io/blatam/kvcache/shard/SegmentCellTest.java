package io.blatam.kvcache.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentCellTest {

  private static final CacheKey KEY = new CacheKey("acme", "redis-0", "key");

  private final CacheSegment segment =
      new CacheSegment(
          1 << 16,
          0,
          PolicyName.LRU.create(1 << 16),
          Codec.RAW,
          Residency.MEMORY_ONLY,
          new SplittableRandom(1));
  private final SegmentCell cell =
      new SegmentCell(
          segment,
          1 << 16,
          nanos -> {},
          key -> {},
          (promised, now) -> {},
          NoStores.behind(segment),
          namespace -> false);

  /** What comes through the RESP door is counted as what comes any other way. */
  @Test
  void edit_reads_areHitsAndMissesOfTheTenant() {
    cell.edit(KEY, new Edit.Read(), 1);
    cell.edit(KEY, new Edit.Add(1), 1);
    cell.edit(KEY, new Edit.Read(), 1);
    cell.edit(KEY, new Edit.Peek(), 1);

    assertThat(segment.tally("acme").hits()).isEqualTo(1);
    assertThat(segment.tally("acme").misses()).isEqualTo(1);
    assertThat(segment.tally("acme").entries()).isEqualTo(1);
  }

  @Test
  void edit_afterTheSegmentHasGone_doesNothing() {
    cell.close();
    assertThat(cell.edit(KEY, new Edit.Add(1), 1)).isEmpty();
    assertThat(segment.tally().entries()).isZero();
  }
}
