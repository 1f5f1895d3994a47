package io.blatam.kvcache.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.Bounds;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.List;
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

  /** As where it is larger than the whole segment: it was not kept, so it is not said to be. */
  @Test
  void edit_valueBeyondTheTenantsQuota_isTooLarge() {
    CacheSegment shared =
        new CacheSegment(
            new Bounds(1 << 16, 0.25, tenant -> tenant.equals("acme") ? 0.1 : 1),
            0,
            PolicyName.LRU.create(1 << 16),
            namespace -> Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    SegmentCell narrow =
        new SegmentCell(
            shared,
            1 << 16,
            nanos -> {},
            key -> {},
            (promised, now) -> {},
            NoStores.behind(shared),
            namespace -> false);
    Edit write = new Edit.Write(new byte[10_000], Edit.Condition.ALWAYS, Expiry.NEVER, false);

    assertThat(narrow.edit(KEY, write, 1).orElseThrow().outcome())
        .isEqualTo(Effect.Outcome.TOO_LARGE);
    CacheKey other = new CacheKey("globex", "redis-0", "key");
    assertThat(narrow.edit(other, write, 1).orElseThrow().outcome()).isEqualTo(Effect.Outcome.DONE);
  }

  /** What changes an entry is neither a hit nor a miss, whatever it has to read for that. */
  @Test
  void edit_changes_areNoHitsAndNoMisses() {
    cell.edit(KEY, new Edit.Append(new byte[] {'1'}), 1);
    cell.edit(KEY, new Edit.Append(new byte[] {'1'}), 1);
    cell.edit(KEY, new Edit.Overwrite(1, new byte[] {'2'}), 1);
    cell.edit(KEY, new Edit.Add(1), 1);
    cell.edit(KEY, new Edit.Expire(60_000, Edit.Bound.ALWAYS, false), 1);
    cell.edit(KEY, new Edit.Replace(new byte[] {'1', '3'}, new byte[] {'4'}), 1);

    Effect look = cell.edit(KEY, new Edit.Look(), 1).orElseThrow();
    assertThat(look.value()).containsExactly('4');
    assertThat(look.expiresAt()).isEqualTo(60_000);
    assertThat(segment.tally("acme").hits()).isZero();
    assertThat(segment.tally("acme").misses()).isZero();
  }

  /** Whoever looks at an entry does not make it one that is used. */
  @Test
  void edit_look_leavesTheOrderOfEviction() {
    byte[] third = new byte[20_000];
    for (String name : List.of("a", "b", "c")) {
      segment.put(new CacheKey("acme", "redis-0", name), third, Duration.ofHours(1), 1, 1);
    }
    CacheKey oldest = new CacheKey("acme", "redis-0", "a");
    assertThat(cell.edit(oldest, new Edit.Look(), 1).orElseThrow().value()).hasSize(20_000);

    segment.put(new CacheKey("acme", "redis-0", "d"), third, Duration.ofHours(1), 1, 1);

    assertThat(segment.inMemory(oldest, 1)).isEmpty();
    assertThat(cell.edit(oldest, new Edit.Look(), 1).orElseThrow().found()).isFalse();
  }

  @Test
  void edit_deleteSame_removesOnlyWhatWasSeen() {
    cell.edit(KEY, new Edit.Append(new byte[] {1}), 1);

    assertThat(delete(new byte[] {2}, Long.MAX_VALUE).done()).isFalse();
    assertThat(delete(new byte[] {1}, 60_000).done()).isFalse();
    assertThat(cell.edit(KEY, new Edit.Peek(), 1).orElseThrow().found()).isTrue();
    assertThat(delete(new byte[] {1}, Long.MAX_VALUE).done()).isTrue();
    assertThat(delete(new byte[] {1}, Long.MAX_VALUE)).isEqualTo(Effect.missing());
  }

  private Effect delete(byte[] value, long end) {
    return cell.edit(KEY, new Edit.DeleteSame(value, end), 1).orElseThrow();
  }

  /** Its value is what it was, and so is what it costs to compute it again. */
  @Test
  void edit_expire_keepsTheEntrysCost() {
    segment.put(KEY, new byte[] {1}, Duration.ofHours(1), 5_000, 1);

    Edit.Expire expire = new Edit.Expire(60_000, Edit.Bound.ALWAYS, false);
    assertThat(cell.edit(KEY, expire, 1).orElseThrow().done()).isTrue();

    assertThat(segment.get(KEY, 1).orElseThrow().cost()).isEqualTo(5_000);
    assertThat(segment.expiresAt(KEY, 1)).hasValue(60_000);
  }

  /** That there is nothing is remembered for those who would load it; it is no value. */
  @Test
  void edit_rememberedNothing_isAsIfThereWereNoEntry() {
    segment.putAbsent(KEY, Duration.ofHours(1), 1, 1);
    assertThat(cell.edit(KEY, new Edit.Peek(), 1).orElseThrow().found()).isFalse();
    assertThat(cell.edit(KEY, new Edit.Promise(), 1).orElseThrow().found()).isFalse();
    Edit.Expire expire = new Edit.Expire(60_000, Edit.Bound.ALWAYS, false);
    assertThat(cell.edit(KEY, expire, 1).orElseThrow().done()).isFalse();
    assertThat(segment.get(KEY, 1).orElseThrow().absent()).isTrue();

    assertThat(cell.edit(KEY, new Edit.Add(1), 1).orElseThrow().value())
        .isEqualTo(new byte[] {'1'});
    segment.putAbsent(KEY, Duration.ofHours(1), 1, 1);
    Edit.Write write =
        new Edit.Write(new byte[] {2}, Edit.Condition.IF_ABSENT, Expiry.NEVER, false);
    assertThat(cell.edit(KEY, write, 1).orElseThrow().done()).isTrue();
  }

  @Test
  void edit_afterTheSegmentHasGone_doesNothing() {
    cell.close();
    assertThat(cell.edit(KEY, new Edit.Add(1), 1)).isEmpty();
    assertThat(segment.tally().entries()).isZero();
  }
}
