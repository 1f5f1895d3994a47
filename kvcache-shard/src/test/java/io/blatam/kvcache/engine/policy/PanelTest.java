package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who leads, on accesses that make one expert right. */
class PanelTest {

  private static final int CAPACITY = 200;
  private static final Memory MEMORY = new Memory(1 << 20, 1 << 20, 0);

  @Test
  void aLoopThatDoesNotFit_putsAnExpertInTheLeadThatHoldsAPartOfIt() {
    KeeperCache cache = new KeeperCache(CAPACITY, MEMORY);
    for (int i = 0; i < 40_000; i++) {
      cache.access(i % 400, 1, 1);
    }

    assertThat(cache.keeper.leading()).isIn(ExpertKind.GITTINS, ExpertKind.LIRS);
  }

  @Test
  void recencyAlone_hitsAsOftenAsLru() {
    KeeperCache cache = new KeeperCache(CAPACITY, MEMORY);
    Set<Long> lru = new LinkedHashSet<>();
    SplittableRandom random = new SplittableRandom(3);
    int found = 0;
    int foundByLru = 0;
    for (int i = 0; i < 60_000; i++) {
      // A working set that slides: what was new a moment ago is asked for again, nothing older.
      long key = i / 4 - random.nextInt(150);
      boolean byLru = lru.remove(key);
      if (!byLru && lru.size() == CAPACITY) {
        lru.remove(lru.iterator().next());
      }
      lru.add(key);
      boolean ours = cache.access(key, 1, 1);
      found += i > 30_000 && ours ? 1 : 0;
      foundByLru += i > 30_000 && byLru ? 1 : 0;
    }

    assertThat(found).isGreaterThan((int) (foundByLru * 0.99));
  }

  @Test
  void cost_decides_whereHitsAreEqual() {
    KeeperCache cache = new KeeperCache(CAPACITY, MEMORY);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 60_000; i++) {
      int key = random.nextInt(600);
      // Every third key costs a hundred times as much as the others to make again.
      cache.access(key, 1, key % 3 == 0 ? 100 : 1);
    }

    assertThat(cache.keeper.leading()).isIn(ExpertKind.GDSF, ExpertKind.GITTINS);
  }

  @Test
  void entriesThatDifferInCost_areLedByWhatLearnsFromTheStart() {
    KeeperCache alike = new KeeperCache(CAPACITY, MEMORY);
    KeeperCache different = new KeeperCache(CAPACITY, MEMORY);
    for (int i = 0; i < CAPACITY / 2; i++) {
      alike.access(i, 1, 1);
      different.access(i, 1, i % 3 == 0 ? 100 : 1);
    }

    assertThat(alike.keeper.leading()).isEqualTo(ExpertKind.LIRS);
    assertThat(different.keeper.leading()).isEqualTo(ExpertKind.GITTINS);
  }

  @Test
  void aSmallPanel_watchesFewerKeys_andStillFindsTheLoop() {
    Memory small = new Memory(1 << 20, 800L * Shadows.bytesAKey(ExpertKind.values().length), 0);
    KeeperCache cache = new KeeperCache(4_000, small);
    int found = 0;
    for (int i = 0; i < 200_000; i++) {
      found += cache.access(i % 8_000, 1, 1) && i > 100_000 ? 1 : 0;
    }

    assertThat(found).isGreaterThan(40_000);
  }

  @Test
  void expertsBeginWithWhatIsHeld_whenSomethingHasToGo() {
    KeeperCache cache = new KeeperCache(CAPACITY, MEMORY);
    for (int i = 0; i < 10 * CAPACITY; i++) {
      cache.access(i % CAPACITY, 1, 1);
    }
    assertThat(cache.keeper.contested()).isFalse();

    int found = 0;
    for (int i = 0; i < 60_000; i++) {
      found += cache.access(i % (2 * CAPACITY), 1, 1) && i > 30_000 ? 1 : 0;
    }
    assertThat(cache.keeper.contested()).isTrue();
    assertThat(found).isGreaterThan(12_000);

    for (int i = 0; i < 100 * CAPACITY; i++) {
      cache.access(1_000_000 + i % (CAPACITY / 2), 1, 1);
    }
    assertThat(cache.keeper.contested()).isFalse();
  }
}
