package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What follows what is known again after whatever made the policy forget it. */
class ChainsStayTest {

  private static final long BOUND = 256 * 1024;
  private static final Duration TTL = Duration.ofHours(1);

  private final CacheSegment segment =
      new CacheSegment(
          BOUND,
          0,
          PolicyName.ADAPTIVE.create(BOUND),
          Codec.RAW,
          Residency.MEMORY_ONLY,
          new SplittableRandom(1));

  @Test
  void policySwitchedThereAndBack_tailsGoFirst() {
    chain();
    segment.policy(PolicyName.LRU.create(BOUND));
    segment.policy(PolicyName.ADAPTIVE.create(BOUND));

    assertThat(order()).containsExactly("b4", "b3", "b2", "b1", "b0");
  }

  @Test
  void unpinned_followsAndIsFollowedAgain() {
    chain();
    segment.pin(key(2), 0);
    segment.unpin(key(2), 0);

    assertThat(order()).containsExactly("b4", "b3", "b2", "b1", "b0");
  }

  @Test
  void restoredElsewhere_coldestFirst_tailsGoFirst() {
    chain();
    List<CacheEntry> coldestFirst = new ArrayList<>();
    segment.listing().forEach(0, coldestFirst::add);
    CacheSegment other =
        new CacheSegment(
            BOUND,
            0,
            PolicyName.ADAPTIVE.create(BOUND),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(2));
    coldestFirst.forEach(entry -> other.restore(entry, 0));
    coldestFirst.forEach(entry -> other.chain(entry.key()));

    assertThat(order(other)).containsExactly("b4", "b3", "b2", "b1", "b0");
  }

  @Test
  void putWithAParent_thatIsHere_followsIt_andElseIsStoredAlone() {
    segment.put(key(0), new byte[10], TTL, 1, 0);
    Duration stale = Duration.ofMinutes(1);
    segment.put(key(1), new byte[10], TTL, stale, 1, Optional.of("b0"), 0);
    segment.put(key(2), new byte[10], TTL, stale, 1, Optional.of("gone"), 0);

    assertThat(segment.inMemory(key(1), 0).flatMap(CacheEntry::parent)).hasValue("b0");
    assertThat(segment.inMemory(key(2), 0).flatMap(CacheEntry::parent)).isEmpty();
    long afterItsTtl = TTL.toMillis() + 1;
    assertThat(segment.get(key(1), afterItsTtl)).isEmpty();
    assertThat(segment.getStale(key(1), afterItsTtl)).isPresent();
  }

  @Test
  void putAfter_aParentOfAnotherNamespace_isRefused() {
    CacheKey parent = new CacheKey("acme", "other", "b0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> segment.putAfter(parent, key(1), new byte[10], TTL, 1, 0));
  }

  /** Blocks come to ten heads by turns, so by age alone one of each would go by turns. */
  @Test
  void siblings_wornAlike_goOneRightAfterTheOther() {
    List<Integer> headsOfEvicted = new ArrayList<>();
    segment.listen(
        new SegmentListener() {
          @Override
          public void evicted(CacheEntry entry) {
            headsOfEvicted.add(
                entry.parent().map(name -> Integer.valueOf(name.substring(1))).get());
          }
        });
    for (int head = 0; head < 10; head++) {
      segment.put(key(head), new byte[1_000], TTL, 1, 0);
    }
    for (int i = 0; headsOfEvicted.isEmpty(); i++) {
      segment.putAfter(key(i % 10), key(100 + i), new byte[1_000], TTL, 1, 0);
    }
    segment.put(key(99), new byte[100_000], TTL, 1_000_000, 0);

    assertThat(headsOfEvicted).hasSizeGreaterThan(70);
    int changes = 0;
    for (int i = 1; i < headsOfEvicted.size(); i++) {
      changes += headsOfEvicted.get(i).equals(headsOfEvicted.get(i - 1)) ? 0 : 1;
    }
    assertThat(changes).isLessThan(headsOfEvicted.size() / 3);
  }

  /** What the policy notes of chains takes room, in the record of every entry. */
  @Test
  void firstThatFollows_inAFullSegment_othersMakeRoomForWhatIsNoted() {
    fill(segment);
    segment.put(key(0), new byte[10], TTL, 1, 0);

    assertThat(segment.putAfter(key(0), key(1), new byte[10], TTL, 1, 0)).isTrue();

    assertThat(segment.bytes() + segment.bookkeeping()).isLessThanOrEqualTo(BOUND);
    assertThat(order().indexOf("b1")).isLessThan(order().indexOf("b0"));
  }

  @Test
  void firstThatFollows_comesFromElsewhere_othersMakeRoomForWhatIsNoted() {
    chain();
    List<CacheEntry> blocks = new ArrayList<>();
    segment.listing().forEach(0, blocks::add);
    CacheSegment other =
        new CacheSegment(
            BOUND,
            0,
            PolicyName.ADAPTIVE.create(BOUND),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(2));
    fill(other);
    other.put(key(1), new byte[1_100], TTL, 1, 0);
    other.put(key(0), new byte[10], TTL, 1, 0);
    // There is room for it, so that its parent is still here when it has come.
    other.remove(key(1));
    blocks.stream()
        .filter(entry -> entry.key().equals(key(1)))
        .forEach(entry -> assertThat(other.restore(entry, 0)).isTrue());

    assertThat(other.bytes() + other.bookkeeping()).isLessThanOrEqualTo(BOUND);
    assertThat(order(other).indexOf("b1")).isLessThan(order(other).indexOf("b0"));
  }

  /** With small entries, until some have gone. */
  private static void fill(CacheSegment segment) {
    for (int i = 0; segment.tally().evictions() == 0; i++) {
      segment.put(new CacheKey("acme", "blocks", "small-" + i), new byte[10], TTL, 1, 0);
    }
  }

  /** The head is what was used longest ago. */
  private void chain() {
    segment.put(key(0), new byte[1_000], TTL, 1, 0);
    for (int i = 1; i < 5; i++) {
      segment.putAfter(key(i - 1), key(i), new byte[1_000], TTL, 1, 0);
    }
    segment.put(new CacheKey("acme", "blocks", "alone"), new byte[100], TTL, 1, 0);
  }

  private List<String> order() {
    return order(segment);
  }

  private static List<String> order(CacheSegment of) {
    List<String> names = new ArrayList<>();
    of.listing().forEach(0, entry -> names.add(entry.key().key()));
    names.remove("alone");
    return names;
  }

  private static CacheKey key(int number) {
    return new CacheKey("acme", "blocks", "b" + number);
  }
}
