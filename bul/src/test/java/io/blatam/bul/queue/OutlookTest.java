package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is seen of hidden lanes, whatever comes and goes: always the first of each. */
class OutlookTest {

  private static final int OF_EACH = 4;
  private static final List<Lane> LANES =
      List.of(new Lane("finance", "a"), new Lane("legal", "a"), new Lane("legal", "b"));

  private final TreeSet<Entry> table = new TreeSet<>();
  private final Outlook outlook = new Outlook(OF_EACH);

  @Property(tries = 300)
  void firstOfEachLane_whateverComesAndGoes_isTheTables(@ForAll long seed) {
    table.clear();
    outlook.clear();
    Random random = new Random(seed);
    for (int step = 0; step < 200; step++) {
      Lane lane = LANES.get(random.nextInt(LANES.size()));
      Optional<Entry> first = first(lane);
      if (random.nextInt(5) < 3) {
        Entry entry =
            new Entry("job-" + step, random.nextInt(1_000), 3, "quote", lane, Instant.EPOCH);
        table.add(entry);
        if (!outlook.offer(entry)) {
          look();
        }
      } else if (first.isPresent()) {
        assertThat(seen(lane)).isEqualTo(first);
        table.remove(first.get());
        outlook.remove(first.get().jobId());
        if (outlook.needsMore() || seen(lane).isEmpty()) {
          look();
        }
      }
      assertThat(outlook.stream().count()).isLessThanOrEqualTo((long) OF_EACH * LANES.size());
    }
    for (Lane lane : LANES) {
      assertThat(seen(lane)).isEqualTo(first(lane));
    }
  }

  /** Looks at the first of each lane, as the table has them. */
  private void look() {
    Map<Lane, Integer> read = new HashMap<>();
    outlook.see(
        table.stream()
            .filter(entry -> read.merge(entry.lane(), 1, Integer::sum) <= OF_EACH)
            .toList(),
        left -> false);
  }

  private Optional<Entry> first(Lane lane) {
    return table.stream().filter(entry -> entry.lane().equals(lane)).findFirst();
  }

  private Optional<Entry> seen(Lane lane) {
    return outlook.stream().filter(entry -> entry.lane().equals(lane)).findFirst();
  }
}
