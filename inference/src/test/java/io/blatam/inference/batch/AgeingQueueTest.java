package io.blatam.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AgeingQueueTest {

  private static final long AGE = 1_000;

  @Example
  void poll_sameMoment_strictlyByPriorityThenInOrderOfArrival() {
    AgeingQueue<String> queue = new AgeingQueue<>(AGE);
    queue.add("last", 5, 0);
    queue.add("normal", 3, 0);
    queue.add("first", 1, 0);
    queue.add("first too", 1, 0);

    assertThat(drained(queue)).containsExactly("first", "first too", "normal", "last");
  }

  @Example
  void poll_waitedForMoreThanTheDifference_goesAhead() {
    AgeingQueue<String> queue = new AgeingQueue<>(AGE);
    queue.add("old, of low priority", 4, 0);
    queue.add("just too new", 3, AGE - 1);
    queue.add("new, of higher priority", 3, AGE + 1);

    assertThat(drained(queue))
        .containsExactly("just too new", "old, of low priority", "new, of higher priority");
  }

  /** However many urgent ones keep coming, nobody waits longer than its difference in age. */
  @Property
  void poll_urgentOnesKeepComing_lastIsServedInBoundedTime(
      @ForAll @IntRange(min = 2, max = 5) int priority) {
    AgeingQueue<Integer> queue = new AgeingQueue<>(AGE);
    queue.add(priority, priority, 0);
    long now = 0;
    int polled = 1;
    while (polled == 1) {
      queue.add(1, 1, now);
      polled = queue.poll().orElseThrow();
      now += 100;
    }
    assertThat(now).isLessThanOrEqualTo((priority - 1) * AGE + 200);
  }

  @Property
  void remove_any_leavesTheOthersInOrder(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 5) Integer> priorities,
      @ForAll @IntRange(min = 0, max = 19) int which) {
    AgeingQueue<Integer> queue = new AgeingQueue<>(AGE);
    AgeingQueue<Integer> expected = new AgeingQueue<>(AGE);
    int removed = which % priorities.size();
    for (int i = 0; i < priorities.size(); i++) {
      queue.add(i, priorities.get(i), i);
      if (i != removed) {
        expected.add(i, priorities.get(i), i);
      }
    }

    assertThat(queue.remove(removed)).isTrue();

    assertThat(queue.size()).isEqualTo(expected.size());
    assertThat(drained(queue)).isEqualTo(drained(expected));
  }

  private static <T> List<T> drained(AgeingQueue<T> queue) {
    List<T> all = new ArrayList<>();
    while (!queue.isEmpty()) {
      all.add(queue.poll().orElseThrow());
    }
    return all;
  }
}
