package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PanelTest {

  private static final long CAPACITY = 200;

  @Test
  void aLoopThatDoesNotFit_putsTheExpertInTheLeadThatHoldsAPartOfIt() {
    Panel panel = panel();
    for (int i = 0; i < 40_000; i++) {
      panel.access(mixed(i % 400), 1, 1, CAPACITY);
    }

    assertThat(panel.leader()).isEqualTo(ExpertKind.GITTINS);
  }

  @Test
  void recencyAlone_putsLruOrItsEqualInTheLead() {
    Panel panel = panel();
    SplittableRandom random = new SplittableRandom(3);
    int found = 0;
    int foundByLru = 0;
    for (int i = 0; i < 60_000; i++) {
      // A working set that slides: what was new a moment ago is asked for again, nothing older.
      long key = mixed(i / 4 - random.nextInt(150));
      boolean before = panel.expert(panel.leader()).contains(key);
      boolean lru = panel.expert(ExpertKind.LRU).contains(key);
      panel.access(key, 1, 1, CAPACITY);
      found += i > 30_000 && before ? 1 : 0;
      foundByLru += i > 30_000 && lru ? 1 : 0;
    }

    assertThat(found).isGreaterThan((int) (foundByLru * 0.99));
  }

  @Test
  void cost_decides_whereHitsAreEqual() {
    Panel panel = panel();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 60_000; i++) {
      int key = random.nextInt(600);
      // Every third key costs a hundred times as much as the others to make again.
      panel.access(mixed(key), 1, key % 3 == 0 ? 100 : 1, CAPACITY);
    }

    assertThat(panel.leader()).isIn(ExpertKind.GDSF, ExpertKind.GITTINS);
  }

  private static Panel panel() {
    return new Panel(CAPACITY, Panel.FIRST_LEADER, kind -> key -> {});
  }

  private static long mixed(long key) {
    return key * 0x9E3779B97F4A7C15L;
  }
}
