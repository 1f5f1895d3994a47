package io.blatam.kvcache.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Threads that borrow a segment, its actor between them, and its end: whatever happens at once, it
 * is as if it had happened one after the other, and nothing happens to a segment that has gone.
 */
@Tag("lincheck")
@Param(name = "key", gen = IntGen.class, conf = "0:1")
public class SegmentCellLincheckTest {

  private static final long MAX_BYTES = 1 << 16;
  private static final long NOW = 1_000;

  private final CacheSegment segment =
      new CacheSegment(
          MAX_BYTES,
          0,
          PolicyName.LRU.create(MAX_BYTES),
          Codec.RAW,
          Residency.MEMORY_ONLY,
          new SplittableRandom(1));
  private final SegmentCell cell =
      new SegmentCell(
          segment,
          MAX_BYTES,
          nanos -> {},
          key -> {},
          (promised, now) -> {},
          NoStores.behind(segment),
          namespace -> false);

  @Operation
  public String read(@Param(name = "key") int key) {
    return shown(cell.edit(key(key), new Edit.Read(), NOW));
  }

  @Operation
  public String add(@Param(name = "key") int key) {
    return shown(cell.edit(key(key), new Edit.Add(1), NOW));
  }

  @Operation
  public String delete(@Param(name = "key") int key) {
    return shown(cell.edit(key(key), new Edit.Delete(true), NOW));
  }

  /** What the actor does with a message; none reaches it once the segment has gone. */
  @Operation
  public String addAsActor(@Param(name = "key") int key) {
    return cell.exclusively(
        () ->
            cell.closed()
                ? "gone"
                : shown(Optional.of(cell.perform(key(key), new Edit.Add(10), NOW))));
  }

  /** Both keys in one step: nobody sees the one without the other. */
  @Operation
  public String addToBoth() {
    cell.take();
    try {
      return shown(cell.edit(key(0), new Edit.Add(100), NOW))
          + shown(cell.edit(key(1), new Edit.Add(100), NOW));
    } finally {
      cell.release();
    }
  }

  @Operation
  public String count() {
    return cell.scan("acme", "test", new Scan.Count(), NOW)
        .map(page -> Long.toString(page.count()))
        .orElse("gone");
  }

  @Operation
  public void close() {
    cell.close();
  }

  private static CacheKey key(int number) {
    return new CacheKey("acme", "test", "key" + number);
  }

  private static String shown(Optional<Effect> effect) {
    return effect.map(e -> e.outcome() + new String(e.value(), ISO_8859_1)).orElse("gone");
  }

  @Test
  void everyOrder_ofBorrowersActorAndEnd_isLinearizable() {
    LinChecker.check(
        SegmentCellLincheckTest.class,
        new StressOptions()
            .sequentialSpecification(OneAfterTheOther.class)
            .threads(3)
            .actorsPerThread(3)
            .actorsBefore(1)
            .actorsAfter(1)
            .iterations(20)
            .invocationsPerIteration(1_000));
  }
}
