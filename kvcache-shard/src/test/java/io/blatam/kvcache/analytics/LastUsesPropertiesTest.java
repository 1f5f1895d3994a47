package io.blatam.kvcache.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Beside a plain list in the order of last use, from one level of sums up to three. */
class LastUsesPropertiesTest {

  private record Use(int sample, int bytes) {}

  @Property(tries = 150)
  void bytesSince_areThoseUsedLater_howeverManySamplesThereAre(
      @ForAll @IntRange(min = 1, max = 300) int most, @ForAll @LongRange long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LastUses order = new LastUses(most);
    List<Use> uses = new ArrayList<>();
    for (int step = 0; step < 6 * most + 50; step++) {
      int at = uses.isEmpty() ? 0 : random.nextInt(uses.size());
      if (uses.size() < most && (uses.isEmpty() || random.nextInt(3) > 0)) {
        Use added = new Use(uses.size(), 1 + random.nextInt(Integer.MAX_VALUE - 1));
        order.add(added.sample(), added.bytes());
        uses.add(added);
      } else if (random.nextInt(4) == 0) {
        remove(order, uses, at);
      } else {
        order.usedAgain(uses.get(at).sample());
        uses.add(uses.remove(at));
      }
      assertSame(order, uses, step % 7 == 0);
    }
  }

  /** The sample of the highest number takes that of the one that goes, so that there is no gap. */
  private static void remove(LastUses order, List<Use> uses, int at) {
    int gone = uses.remove(at).sample();
    order.remove(gone);
    int last = uses.size();
    if (gone != last) {
      order.renamed(last, gone);
      uses.replaceAll(use -> use.sample() == last ? new Use(gone, use.bytes()) : use);
    }
  }

  private static void assertSame(LastUses order, List<Use> uses, boolean each) {
    long since = 0;
    for (int at = uses.size() - 1; at >= 0; at--) {
      Use use = uses.get(at);
      if (each || at == 0 || at == uses.size() / 2) {
        assertThat(order.bytesSince(use.sample())).isEqualTo(since);
        assertThat(order.bytes(use.sample())).isEqualTo(use.bytes());
      }
      since += use.bytes();
    }
    assertThat(order.bytes()).isEqualTo(since);
    if (!uses.isEmpty()) {
      assertThat(order.first()).isEqualTo(uses.get(0).sample());
    }
  }
}
