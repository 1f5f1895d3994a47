package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a shadow of whichever expert is told, in whatever order. */
class ShadowPropertiesTest {

  private static final long CAPACITY = 1_000;
  private static final int KEYS = 80;

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
            Arbitraries.longs().between(0, KEYS), weights, Arbitraries.longs().between(1, 100))
        .as(Step::new)
        .list()
        .ofMaxSize(600);
  }

  @Property(tries = 300)
  void held_isNeverHeavierThanTheCapacity_andALightArrivalIsHeldUntilTheNextAccess(
      @ForAll("steps") List<Step> steps, @ForAll ExpertKind kind) {
    Clock clock = new Clock();
    ReuseModel model = new ReuseModel();
    Shadow shadow = new Shadow(kind, clock, model, CAPACITY);
    for (Step step : steps) {
      clock.now++;
      clock.slots = Math.max(1, shadow.size());
      long hash = KeeperCache.spread(step.key());
      boolean had = shadow.contains(hash);
      if (step.weight() == 0) {
        shadow.forget(hash);
        assertThat(shadow.contains(hash)).isFalse();
        continue;
      }
      assertThat(shadow.access(hash, step.weight(), Info.first(step.weight(), step.cost())))
          .isEqualTo(had);
      if (step.weight() <= CAPACITY / Shadow.DOORSTEP) {
        assertThat(shadow.contains(hash)).isTrue();
      }
      assertThat(shadow.bytes()).isBetween(0L, CAPACITY);
      assertThat(held(shadow)).isEqualTo(shadow.size());
    }
  }

  @Property(tries = 100)
  void narrowed_holdsOnlyKeysBelowTheThreshold(
      @ForAll("steps") List<Step> steps, @ForAll ExpertKind kind) {
    Clock clock = new Clock();
    Shadow shadow = new Shadow(kind, clock, new ReuseModel(), CAPACITY);
    for (Step step : steps) {
      clock.now++;
      int weight = Math.max(1, step.weight());
      shadow.access(KeeperCache.spread(step.key()), weight, Info.first(weight, step.cost()));
    }
    shadow.narrow(Long.MAX_VALUE / 2, CAPACITY / 2);

    assertThat(shadow.bytes()).isLessThanOrEqualTo(CAPACITY / 2);
    for (long key = 0; key <= KEYS; key++) {
      long hash = KeeperCache.spread(key);
      assertThat(hash >>> 1 >= Long.MAX_VALUE / 2 && shadow.contains(hash)).isFalse();
    }
    assertThat(held(shadow)).isEqualTo(shadow.size());
  }

  private static int held(Shadow shadow) {
    int held = 0;
    for (long key = 0; key <= KEYS; key++) {
      held += shadow.contains(KeeperCache.spread(key)) ? 1 : 0;
    }
    return held;
  }
}
