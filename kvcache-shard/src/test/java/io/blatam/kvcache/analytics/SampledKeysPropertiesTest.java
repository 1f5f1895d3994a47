package io.blatam.kvcache.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** All keys sampled, beside a plain list of them in the order of their last use. */
class SampledKeysPropertiesTest {

  private static final int KEYS = 12;
  private static final int KINDS = 3;

  private record Use(int mark, int bytes) {}

  private static final class Told implements SampledKeys.Reference {
    private long distance = -1;

    @Override
    public void again(long bytes, long cost, long sinceMillis, int uses) {
      distance = bytes;
    }

    @Override
    public void cold() {
      distance = -1;
    }
  }

  @Property(tries = 300)
  void distance_isWhatWasUsedSince(
      @ForAll @Size(max = 400) List<@IntRange(max = KINDS * KEYS - 1) Integer> moves) {
    SampledKeys keys = new SampledKeys(KEYS, 1, 1L << 40);
    List<Use> uses = new ArrayList<>();
    int step = 0;
    for (int move : moves) {
      // Every third mark falls on the same place of the table.
      int mark = move % KEYS * (move % KEYS % 3 == 0 ? 1 << 10 : 1);
      int before = 0;
      while (before < uses.size() && uses.get(before).mark() != mark) {
        before++;
      }
      boolean known = before < uses.size();
      assertThat(keys.holds(mark)).isEqualTo(known);
      if (move < KEYS) {
        Told told = new Told();
        keys.referenced(mark, step, told);
        long expected = uses.stream().skip(before).mapToLong(Use::bytes).sum();
        assertThat(told.distance).isEqualTo(known ? expected : -1);
        if (known) {
          uses.add(uses.remove(before));
        }
      } else if (move < 2 * KEYS) {
        if (known) {
          uses.remove(before);
        }
        uses.add(new Use(mark, 100 + step));
        keys.stored(mark, 100 + step, 1, move % 2, step);
      } else {
        keys.forget(mark);
        if (known) {
          uses.remove(before);
        }
      }
      assertThat(keys.size()).isEqualTo(uses.size());
      assertThat(keys.size(0) + keys.size(1)).isEqualTo(uses.size());
      step++;
    }
  }
}
