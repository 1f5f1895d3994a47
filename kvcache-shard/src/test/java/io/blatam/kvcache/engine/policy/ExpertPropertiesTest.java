package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an expert is told, in whatever order. */
class ExpertPropertiesTest {

  private static final long CAPACITY = 1_000;

  /** A weight of 0 forgets the key. */
  record Step(long key, int weight, long cost) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> weights =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(12, Arbitraries.integers().between(1, 60)),
            net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(1, 1_100)),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(0)));
    return Combinators.combine(
            Arbitraries.longs().between(0, 80), weights, Arbitraries.longs().between(1, 100))
        .as(Step::new)
        .list()
        .ofMaxSize(600);
  }

  @Property(tries = 300)
  void held_isWhatWasToldMinusWhatWasGivenUp_andNeverHeavierThanTheCapacity(
      @ForAll("steps") List<Step> steps, @ForAll ExpertKind kind) {
    Map<Long, Integer> held = new HashMap<>();
    Expert expert = kind.create(CAPACITY, held::remove);
    for (Step step : steps) {
      perform(expert, step, held);

      assertThat(held.values().stream().mapToLong(Integer::longValue).sum())
          .isLessThanOrEqualTo(CAPACITY);
      for (long key = 0; key <= 80; key++) {
        assertThat(expert.contains(key)).isEqualTo(held.containsKey(key));
      }
    }
  }

  @Property(tries = 300)
  void aLightArrival_isHeldUntilTheNextAccess(
      @ForAll("steps") List<Step> steps, @ForAll ExpertKind kind) {
    Expert expert = kind.create(CAPACITY, key -> {});
    Set<Long> told = new HashSet<>();
    for (Step step : steps) {
      if (step.weight() == 0) {
        expert.forget(step.key());
        told.remove(step.key());
        continue;
      }
      boolean known = !told.add(step.key());
      boolean had = expert.contains(step.key());
      assertThat(expert.access(step.key(), step.weight(), step.cost())).isEqualTo(had);
      if (!known && step.weight() <= CAPACITY / Expert.DOORSTEP) {
        assertThat(expert.contains(step.key())).isTrue();
      }
    }
  }

  private static void perform(Expert expert, Step step, Map<Long, Integer> held) {
    if (step.weight() == 0) {
      expert.forget(step.key());
      held.remove(step.key());
      return;
    }
    // Given up before told counts as never held: put first, so that a decline takes it out again.
    held.put(step.key(), step.weight());
    expert.access(step.key(), step.weight(), step.cost());
    if (!expert.contains(step.key())) {
      held.remove(step.key());
    }
  }
}
