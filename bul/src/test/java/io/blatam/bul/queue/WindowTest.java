package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A window over a table, whatever comes and goes: always the head of what waits. */
class WindowTest {

  private static final Lane LANE = new Lane("finance", "template");
  private static final int SIZE = 8;

  @Property(tries = 300)
  void head_whateverComesAndGoes_isTheTablesHead(@ForAll long seed) {
    Random random = new Random(seed);
    TreeSet<Entry> table = new TreeSet<>();
    Window window = new Window(SIZE);
    for (int step = 0; step < 200; step++) {
      if (random.nextInt(5) < 3) {
        Entry entry = entry(step, random.nextInt(1_000));
        table.add(entry);
        window.offer(entry);
        assertThat(table).containsAll(window.spill());
      } else if (!window.head(1).isEmpty()) {
        Entry taken = window.head(1).get(0);
        assertThat(taken).isEqualTo(table.first());
        window.remove(taken.jobId());
        table.remove(taken);
      }
      if (window.needsMore()) {
        List<Entry> next = new ArrayList<>();
        for (Entry entry :
            window.border().map(border -> table.tailSet(border, false)).orElse(table)) {
          if (next.size() < SIZE) {
            next.add(entry);
          }
        }
        window.extend(next, next.size() < SIZE);
      }
      assertThat(window.size()).isLessThanOrEqualTo(2 * SIZE + SIZE);
    }
    assertThat(window.head(window.size()))
        .containsExactlyElementsOf(table.stream().limit(window.size()).toList());
    if (window.whole()) {
      assertThat(window.size()).isEqualTo(table.size());
    }
  }

  private static Entry entry(int number, long key) {
    return new Entry("job-" + number, key, 3, "quote", LANE, Instant.EPOCH);
  }
}
