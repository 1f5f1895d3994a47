package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the shadows of all experts are told, in whatever order. */
class ShadowsPropertiesTest {

  private static final long CAPACITY = 1_000;
  private static final int KEYS = 80;
  private static final ExpertKind[] KINDS = ExpertKind.values();

  private final Clock clock = new Clock();
  private final Map<Long, Integer> asked = new HashMap<>();
  private Shadows shadows = all();

  /** A weight of 0 forgets the key. */
  record Step(long key, int weight, long cost) {
    long hash() {
      return KeeperCache.spread(key);
    }
  }

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
      @ForAll("steps") List<Step> steps) {
    shadows = all();
    for (Step step : steps) {
      ask(step);
      clock.room(shadows.size());
      int had = holders(step.hash());
      if (step.weight() == 0) {
        shadows.forget(step.hash());
        assertThat(holders(step.hash())).isZero();
        continue;
      }
      assertThat(access(step)).isEqualTo(had);
      if (step.weight() <= CAPACITY / Shadows.HEAVY_PART) {
        assertThat(holders(step.hash())).isEqualTo((1 << KINDS.length) - 1);
      }
      assertHeld(CAPACITY);
    }
  }

  @Provide
  Arbitrary<ExpertKind> exactKinds() {
    return Arbitraries.of(ExpertKind.LIRS, ExpertKind.GDSF);
  }

  /**
   * An expert hits the same keys whether others watch beside it or not. Gittins hits about as many:
   * which entries it values anew follows from their records' numbers.
   */
  @Property(tries = 100)
  void exactExpert_isAsItWouldBeAlone(
      @ForAll("steps") List<Step> steps, @ForAll("exactKinds") ExpertKind kind) {
    shadows = all();
    Shadows alone = new Shadows(clock, new Forecast(), CAPACITY, kind);
    for (Step step : steps) {
      ask(step);
      int weight = Math.max(1, step.weight());
      int info = Info.first(weight, step.cost());
      int hitAlone = alone.access(step.hash(), weight, info);

      assertThat(shadows.access(step.hash(), weight, info) >>> kind.ordinal() & 1)
          .isEqualTo(hitAlone);
    }
  }

  @Example
  void gittins_besideOthers_hitsAboutAsManyAsAlone() {
    Shadows alone = new Shadows(clock, new Forecast(), 10 * CAPACITY, ExpertKind.GITTINS);
    shadows = new Shadows(clock, new Forecast(), 10 * CAPACITY, KINDS);
    SplittableRandom random = new SplittableRandom(3);
    int accesses = 50_000;
    int hits = 0;
    int hitsAlone = 0;
    for (int i = 0; i < accesses; i++) {
      Step step =
          new Step((long) (2_000 * Math.pow(random.nextDouble(), 3)), 1 + random.nextInt(60), 1);
      ask(step);
      int info = Info.first(step.weight(), step.cost());
      hitsAlone += alone.access(step.hash(), step.weight(), info);
      hits += shadows.access(step.hash(), step.weight(), info) >>> ExpertKind.GITTINS.ordinal() & 1;
    }

    assertThat((double) hitsAlone / accesses).isBetween(0.2, 0.9);
    assertThat((double) hits / accesses).isCloseTo((double) hitsAlone / accesses, within(0.002));
  }

  @Property(tries = 100)
  void narrowed_holdsOnlyKeysBelowTheThreshold(@ForAll("steps") List<Step> steps) {
    shadows = all();
    for (Step step : steps) {
      ask(step);
      access(step);
    }
    long threshold = 1L << 31;
    shadows.narrow(threshold, CAPACITY / 2);

    assertHeld(CAPACITY / 2);
    for (long key = 0; key <= KEYS; key++) {
      long hash = KeeperCache.spread(key);
      boolean outside = Integer.toUnsignedLong(Shadows.mark(hash)) >= threshold;
      assertThat(outside && holders(hash) != 0).isFalse();
    }
  }

  /** The keys of a segment, of which a few have one mark, are inserted at its first eviction. */
  @Property(tries = 200)
  void insertedTwiceUnderOneMark_isHeldOnce(@ForAll("steps") List<Step> steps) {
    shadows = all();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (Step step : steps) {
            clock.now++;
            int weight = Math.max(1, step.weight());
            long fewMarks = step.key() % 16 << 32 | step.key();
            shadows.insert(
                fewMarks, weight, Info.first(weight, step.cost()), FadingCount.FIRST, clock.now);
            assertThat(shadows.size()).isLessThanOrEqualTo(16);
          }
          for (long mark = 0; mark < 16; mark++) {
            shadows.forget(mark << 32);
          }
          assertHeld(0);
          steps.forEach(this::access);
          assertHeld(CAPACITY);
        });
  }

  private Shadows all() {
    return new Shadows(clock, new Forecast(), CAPACITY, KINDS);
  }

  private void ask(Step step) {
    clock.miss();
    Integer before = asked.put(step.key(), clock.now);
    clock.interval = before == null ? Clock.UNKNOWN : clock.now - before;
  }

  private int access(Step step) {
    int weight = Math.max(1, step.weight());
    return shadows.access(step.hash(), weight, Info.first(weight, step.cost()));
  }

  private int holders(long hash) {
    int holders = 0;
    for (int expert = 0; expert < KINDS.length; expert++) {
      holders |= shadows.contains(expert, hash) ? 1 << expert : 0;
    }
    return holders;
  }

  private void assertHeld(long capacity) {
    for (int expert = 0; expert < KINDS.length; expert++) {
      assertThat(shadows.bytes(expert)).isBetween(0L, capacity);
    }
    int held = 0;
    for (long key = 0; key <= KEYS; key++) {
      held += holders(KeeperCache.spread(key)) != 0 ? 1 : 0;
    }
    assertThat(held).isEqualTo(shadows.size());
  }
}
