package io.blatam.kvcache.tier;

import static io.blatam.kvcache.tier.ScratchSegment.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTiersTest {

  private static final long NOW = 1_000;
  private static final long HOT = 20_000;

  private static final String ROOMY =
      "blatam.kvcache { warm.bytes = 16 KiB, cold { bytes = 1 MiB, max-value-bytes = 100 KiB } }\n";

  @TempDir Path root;

  @Test
  void get_ofAnEvictedEntry_comesFromWarmThenFromColdWithCostAndEnd() {
    ScratchSegment scratch = open(ROOMY);
    fill(scratch, 200);

    assertThat(scratch.tally(TierTally.WARM).entries()).isPositive();
    assertThat(scratch.tally(TierTally.COLD).entries()).isPositive();
    OptionalLong end = scratch.segment.expiresAt(key("key-0"), NOW);
    assertThat(end).hasValue(NOW + 3_600_000);
    assertThat(scratch.segment.fetch(key("key-1"), NOW)).isTrue();
    assertThat(scratch.tally(TierTally.COLD).hits()).as("nobody looked one up").isZero();
    assertThat(scratch.segment.get(key("key-2"), NOW).orElseThrow().cost()).isEqualTo(10);
    assertThat(scratch.tally(TierTally.COLD).hits()).isEqualTo(1);
    int inWarm = (int) scratch.tally(TierTally.HOT).entries() + 3;
    assertThat(scratch.get(key("key-" + (199 - inWarm)), NOW)).isPresent();
    assertThat(scratch.tally(TierTally.WARM).hits()).isEqualTo(1);
  }

  @Test
  void restart_whatWasPinned_isPinnedAgain() {
    ScratchSegment before = open(ROOMY);
    fill(before, 10);
    before.segment.pin(key("key-3"), NOW);
    before.segment.pin(key("key-5"), NOW);
    before.segment.unpin(key("key-5"), NOW);
    before.stop(NOW);

    ScratchSegment after = open(ROOMY);
    after.warmUp(NOW);

    assertThat(after.segment.unpin(key("key-3"), NOW)).isTrue();
    assertThat(after.segment.unpin(key("key-5"), NOW)).isFalse();
  }

  /** From memory to warm or cold and back, and over a restart. */
  @Test
  void chains_namedByTheirParents_whereverTheyComeBackFrom() {
    ScratchSegment before = new ScratchSegment(root, ROOMY, 4 * HOT, PolicyName.ADAPTIVE);
    before.tiers.demote(block(0));
    for (int i = 1; i < 4; i++) {
      before.tiers.demote(block(i).after("b" + (i - 1)));
    }
    assertThat(before.tally(TierTally.WARM).entries()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      assertThat(before.get(key("b" + i), NOW)).isPresent();
    }
    assertThat(order(before)).containsExactly("b3", "b2", "b1", "b0");
    before.stop(NOW);

    ScratchSegment after = new ScratchSegment(root, ROOMY, 4 * HOT, PolicyName.ADAPTIVE);
    for (int i = 0; i < 4; i++) {
      assertThat(after.get(key("b" + i), NOW)).isPresent();
    }
    assertThat(after.tally(TierTally.COLD).hits()).isEqualTo(4);
    assertThat(order(after)).containsExactly("b3", "b2", "b1", "b0");
  }

  private static CacheEntry block(int number) {
    return CacheEntry.of(
        key("b" + number), new byte[500], false, 10, Lifetime.until(NOW + 3_600_000));
  }

  private static List<String> order(ScratchSegment scratch) {
    List<String> names = new ArrayList<>();
    scratch.segment.listing().forEach(NOW, entry -> names.add(entry.key().key()));
    return names;
  }

  @Test
  void restart_firstThousandGets_hitAsBefore() {
    ScratchSegment before = open(ROOMY);
    fill(before, 600);
    for (int i = 0; i < 600; i += 3) {
      before.segment.remove(key("key-" + i));
    }
    long hitsBefore = hits(before, 1_000);
    before.stop(NOW);

    ScratchSegment after = open(ROOMY);
    assertThat(hits(after, 1_000)).isEqualTo(hitsBefore).isBetween(300L, 700L);
  }

  @Test
  void restart_warmUp_bringsBackWhatWasHotAndInItsOrder() {
    ScratchSegment before = open(ROOMY);
    fill(before, 100);
    List<CacheKey> hot = inEvictionOrder(before);
    before.stop(NOW);

    ScratchSegment after = open(ROOMY);
    assertThat(after.tally(TierTally.HOT).entries()).isZero();
    after.warmUp(NOW);
    assertThat(inEvictionOrder(after)).isEqualTo(hot);
    assertThat(after.segment.tally().evictions()).isZero();
  }

  @Test
  void restart_expiredMeanwhile_doesNotComeBack() {
    ScratchSegment before = open(ROOMY);
    before.segment.put(key("short"), value(1), Duration.ofSeconds(5), 1, NOW);
    before.segment.put(key("long"), value(2), Duration.ofHours(5), 1, NOW);
    before.stop(NOW);

    ScratchSegment after = open(ROOMY);
    after.warmUp(NOW + 5_000);
    assertThat(after.get(key("short"), NOW + 5_000)).isEmpty();
    assertThat(after.get(key("long"), NOW + 5_000)).isPresent();
  }

  @Test
  void aStaleValue_staysStaleInEveryTierAndAfterARestart() {
    ScratchSegment before = open(ROOMY);
    before.segment.put(key("s"), value(7), Duration.ofSeconds(1), Duration.ofHours(1), 5, NOW);
    before.stop(NOW);
    ScratchSegment after = open(ROOMY);
    assertThat(after.get(key("s"), NOW + 2_000)).isEmpty();
    assertThat(after.segment.getStale(key("s"), NOW + 2_000).orElseThrow().stale()).isTrue();
  }

  @Test
  void kill_removedOrOverwrittenAfterTheCheckpoint_doesNotComeBack() {
    ScratchSegment before = open(ROOMY);
    fill(before, 20);
    before.checkpoint(NOW);
    before.segment.remove(key("key-1"));
    before.put(key("key-2"), value(99), NOW);

    ScratchSegment after = killed(before);
    assertThat(after.get(key("key-0"), NOW)).hasValue(value(0));
    assertThat(after.get(key("key-1"), NOW)).isEmpty();
    assertThat(after.get(key("key-2"), NOW)).isEmpty();
  }

  @Test
  void kill_inTheMiddleOfACheckpoint_leavesTheLastOne() {
    ScratchSegment before = open(ROOMY.replace("16 KiB", "0"));
    fill(before, 20);
    before.checkpoint(NOW);
    List<CacheKey> noted = inEvictionOrder(before);
    for (int i = 100; i < 140; i++) {
      before.put(key("key-" + i), value(i), NOW);
    }
    before.parts.beginCheckpoint(before.segment, NOW);

    ScratchSegment after = killed(before);
    after.warmUp(NOW);
    assertThat(inEvictionOrder(after)).isEqualTo(noted);
  }

  @Test
  void checkpoint_again_writesOnlyWhatIsNew() {
    ScratchSegment scratch = open(ROOMY);
    fill(scratch, 20);
    scratch.checkpoint(NOW);
    long bytes = scratch.cold.bytes();
    scratch.checkpoint(NOW);
    assertThat(scratch.cold.bytes()).isEqualTo(bytes).isPositive();
    scratch.put(key("new"), value(1), NOW);
    scratch.checkpoint(NOW);
    assertThat(scratch.cold.bytes()).isBetween(bytes + 1, bytes + 1_000);
  }

  /** The older value is the least recently used, and so the first to make room for the newer. */
  @Test
  void overwritten_whileItMakesRoom_doesNotComeBackWhenTheNewValueHasExpired() {
    ScratchSegment scratch = new ScratchSegment(root, ROOMY, 4_000, PolicyName.LRU);
    scratch.put(key("key-0"), new byte[100], NOW);
    for (int i = 1; i < 12; i++) {
      scratch.put(key("key-" + i), new byte[100], NOW);
    }
    scratch.segment.put(key("key-0"), new byte[1_150], Duration.ofMillis(50), 10, NOW);

    scratch.segment.removeExpired(NOW + 60);
    assertThat(scratch.get(key("key-0"), NOW + 60)).isEmpty();
  }

  @Test
  void diskNearlyFull_nothingIsWrittenUntilThereIsRoom() {
    ScratchSegment scratch = open(ScratchSegment.TIGHT);
    scratch.diskNearlyFull.set(true);
    fill(scratch, 100);
    scratch.checkpoint(NOW);
    assertThat(scratch.tally(TierTally.COLD).entries()).isZero();

    scratch.diskNearlyFull.set(false);
    scratch.checkpoint(NOW);
    assertThat(scratch.tally(TierTally.COLD).entries()).isPositive();
  }

  @Test
  void namespace_thatStaysInMemory_isNeverOnDisk() {
    ScratchSegment scratch = open(ROOMY + "blatam.kvcache.namespaces.test.lowest-tier = warm\n");
    fill(scratch, 200);
    scratch.checkpoint(NOW);
    assertThat(scratch.tally(TierTally.WARM).entries()).isPositive();
    assertThat(scratch.tally(TierTally.COLD).entries()).isZero();
    assertThat(scratch.tally(TierTally.COLD).bytes()).isZero();
  }

  @Test
  void namespace_thatIsHotOnly_isGoneWhenEvicted() {
    ScratchSegment scratch = open(ROOMY + "blatam.kvcache.lowest-tier = hot\n");
    fill(scratch, 200);
    assertThat(scratch.get(key("key-0"), NOW)).isEmpty();
    assertThat(scratch.tally(TierTally.WARM).entries()).isZero();
  }

  @Test
  void quantizedNamespace_readsTheSameValueFromEveryTier() {
    ScratchSegment scratch =
        open(
            ROOMY
                + "blatam.kvcache.namespaces.test.codec { dtype = f32, channels = 64, quantization"
                + " = int8 }\n");
    byte[] tensor = tensor();
    scratch.put(key("t"), tensor, NOW);
    byte[] hot = scratch.get(key("t"), NOW).orElseThrow();
    assertThat(hot).hasSameSizeAs(tensor).isNotEqualTo(tensor);
    scratch.stop(NOW);

    ScratchSegment cold =
        open(
            ROOMY
                + "blatam.kvcache.namespaces.test.codec { dtype = f32, channels = 64, quantization"
                + " = int8 }\n");
    assertThat(cold.get(key("t"), NOW)).hasValue(hot);
    cold.stop(NOW);

    ScratchSegment unquantized = open(ROOMY);
    assertThat(unquantized.get(key("t"), NOW)).hasValue(hot);
  }

  @Test
  void equalContents_inWarm_areKeptOnceForOneTenantAndNotAcross() {
    ScratchSegment scratch = open(ROOMY + "blatam.kvcache.deduplicate = on\n");
    byte[] same = noise(1_500);
    for (int i = 0; i < 5; i++) {
      scratch.put(key("same-" + i), same, NOW);
    }
    scratch.put(new CacheKey("globex", "test", "same"), same, NOW);
    for (int i = 0; i < 10; i++) {
      scratch.put(key("other-" + i), noise(1_800), NOW);
    }
    TierTally warm = scratch.tally(TierTally.WARM);
    assertThat(warm.entries()).isGreaterThanOrEqualTo(6);
    assertThat(warm.sharedBytes()).isBetween(4L * 1_500, 4L * 1_600);
  }

  @Test
  void get_thatTheSegmentRejects_answersAndStaysBelow() {
    ScratchSegment small = new ScratchSegment(root.resolve("segment"), ROOMY, 4_000);
    small.put(key("large"), value(0), NOW);
    small.stop(NOW);
    ScratchSegment tiny = new ScratchSegment(root.resolve("segment"), ROOMY, 400);
    for (int i = 0; i < 3; i++) {
      assertThat(tiny.get(key("large"), NOW)).hasValue(value(0));
    }
    assertThat(tiny.segment.tally().hits()).isEqualTo(3);
    assertThat(tiny.segment.bytes()).isZero();
  }

  @Test
  void keys_ofEveryTier_areListedOnce() {
    ScratchSegment scratch = open(ROOMY);
    fill(scratch, 200);
    scratch.checkpoint(NOW);
    List<CacheKey> keys = new ArrayList<>();
    scratch.segment.listing().forEachKey(NOW, keys::add);
    assertThat(keys).doesNotHaveDuplicates().hasSize(200);
  }

  @Test
  void warm_entriesForAnotherNode_areTheLatestEvictedFirstAndReadable() {
    ScratchSegment from = open(ROOMY);
    fill(from, 100);
    List<CacheEntry> warm = from.parts.warm(NOW);
    assertThat(warm).hasSize((int) from.tally(TierTally.WARM).entries()).hasSizeGreaterThan(10);
    int latest = 99 - (int) from.tally(TierTally.HOT).entries();
    assertThat(warm.get(0).key()).isEqualTo(key("key-" + latest));
    assertThat(warm.get(0).encoded()).isEqualTo(value(latest));
    assertThat(from.tally(TierTally.WARM).hits()).isZero();
  }

  private ScratchSegment open(String settings) {
    return new ScratchSegment(root.resolve("segment"), settings, HOT);
  }

  private ScratchSegment killed(ScratchSegment scratch) {
    ScratchSegment.copy(root.resolve("segment"), root.resolve("copy"));
    scratch.cold.delete();
    return new ScratchSegment(root.resolve("copy"), ROOMY, HOT);
  }

  private static void fill(ScratchSegment scratch, int count) {
    for (int i = 0; i < count; i++) {
      scratch.put(key("key-" + i), value(i), NOW);
    }
  }

  private static long hits(ScratchSegment scratch, int gets) {
    SplittableRandom random = new SplittableRandom(5);
    long hits = 0;
    for (int i = 0; i < gets; i++) {
      hits += scratch.get(key("key-" + random.nextInt(800)), NOW).isPresent() ? 1 : 0;
    }
    return hits;
  }

  private static List<CacheKey> inEvictionOrder(ScratchSegment scratch) {
    List<CacheEntry> entries = new ArrayList<>();
    scratch.segment.listing().forEach(NOW, entries::add);
    return entries.stream().map(CacheEntry::key).toList();
  }

  private static byte[] value(int number) {
    return ("section " + number + " of the document ").repeat(12).getBytes(StandardCharsets.UTF_8);
  }

  private final SplittableRandom random = new SplittableRandom(9);

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] tensor() {
    SplittableRandom random = new SplittableRandom(11);
    ByteBuffer bytes = ByteBuffer.allocate(16 * 64 * 4).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat((float) random.nextGaussian());
    }
    return bytes.array();
  }
}
