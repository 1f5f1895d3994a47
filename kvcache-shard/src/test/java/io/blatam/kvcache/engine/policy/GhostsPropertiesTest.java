package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GhostsPropertiesTest {

  private static final long BYTES = 4_096;

  private final Forecast forecast = new Forecast();

  @Property(tries = 200)
  void remembered_isWhatWasPutLast_andBytesStayInTheBound(
      @ForAll @Size(max = 1_000) List<@IntRange(max = 300) Integer> keys) {
    Ghosts ghosts = new Ghosts(BYTES, 0);
    Map<Integer, Integer> put = new HashMap<>();
    int now = 0;
    for (int key : keys) {
      now++;
      long found = ghosts.take(KeeperCache.spread(key));
      if (found != Ghosts.NONE) {
        assertThat(ghosts.age(found, now)).isEqualTo(now - put.get(key));
      }
      ghosts.reach(now);
      ghosts.put(
          KeeperCache.spread(key), now, Info.past(1 + key % 31, 0), key % 256, now, forecast);
      put.put(key, now);
      assertThat(ghosts.bytes()).isLessThanOrEqualTo(BYTES);
      long again = ghosts.take(KeeperCache.spread(key));
      assertThat(Info.count(Ghosts.info(again))).isEqualTo(1 + key % 31);
      assertThat(ghosts.takenCount()).isEqualTo(key % 256);
      ghosts.put(KeeperCache.spread(key), now, Ghosts.info(again), key % 256, now, forecast);
    }
  }

  @Test
  void largeCounts_areKeptToAQuarterOfADoubling() {
    Ghosts ghosts = new Ghosts(BYTES, 0);
    for (int count = 1; count < 2_048; count++) {
      ghosts.put(count, 0, Info.past(count, 0), 0, 0, forecast);
      int kept = Info.count(Ghosts.info(ghosts.take(count)));
      assertThat(kept).isBetween((int) (count * 0.79), count);
    }
  }

  @Test
  void growing_losesNothing() {
    Ghosts ghosts = new Ghosts(BYTES, 0);
    ghosts.put(KeeperCache.spread(1), 7, Info.past(3, 0), 5, 7, forecast);
    ghosts.put(KeeperCache.spread(2), 8, Info.past(4, 0), 6, 8, forecast);
    ghosts.reach(400);

    assertThat(ghosts.age(ghosts.take(KeeperCache.spread(1)), 10)).isEqualTo(3);
    assertThat(ghosts.takenCount()).isEqualTo(5);
    assertThat(ghosts.age(ghosts.take(KeeperCache.spread(2)), 10)).isEqualTo(2);
    assertThat(ghosts.take(KeeperCache.spread(2))).isEqualTo(Ghosts.NONE);
  }
}
