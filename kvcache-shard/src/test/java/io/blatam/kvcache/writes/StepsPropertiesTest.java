package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Steps over several segments, whoever leads them, dies, or writes in between. */
class StepsPropertiesTest {

  enum What {
    PUT_NEW,
    PUT,
    DELETE,
    READ,
    PASS,
    MOVE,
    STEAL
  }

  /**
   * @param number a key, or a segment
   * @param size how many keys, or how long
   */
  record Act(What what, int number, int size) {}

  @Provide
  Arbitrary<List<Act>> acts() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, What.PUT_NEW),
                Tuple.of(3, What.PUT),
                Tuple.of(4, What.DELETE),
                Tuple.of(5, What.READ),
                Tuple.of(9, What.PASS),
                Tuple.of(1, What.MOVE),
                Tuple.of(1, What.STEAL)),
            Arbitraries.integers().between(0, SimulatedSteps.KEYS - 1),
            Arbitraries.integers().between(0, 90))
        .as(Act::new)
        .list()
        .ofMaxSize(35);
  }

  @Property(tries = 1_500)
  void steps_whateverFails_areAllOrNothingAndOneAfterTheOther(
      @ForAll("acts") List<Act> acts, @ForAll WritePattern pattern, @ForAll long seed) {
    SimulatedSteps world = play(acts, pattern, seed, true);
    assertThat(world.history.couldBe()).as("%s", world.history).isTrue();
  }

  @Property(tries = 500)
  void steps_nothingFails_areAllAnswered(
      @ForAll("acts") List<Act> acts, @ForAll WritePattern pattern, @ForAll long seed) {
    SimulatedSteps world = play(acts, pattern, seed, false);
    assertThat(world.history.couldBe()).as("%s", world.history).isTrue();
  }

  /** Each wants all that the others want, begun in any order at about the same time. */
  @Property(tries = 200)
  void steps_inCompetition_oneWrites(
      @ForAll WritePattern pattern,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int how) {
    SimulatedSteps world = world(pattern, seed, false);
    for (int i = 0; i < how; i++) {
      // Of five keys in a row of nine, any two steps share one.
      world.putNew(SimulatedSteps.keysFrom(2 * i, 5, 1));
      world.pass(world.delay(10));
    }
    world.settle();
    assertThat(world.history.written()).isEqualTo(1);
    assertThat(world.history.couldBe()).as("%s", world.history).isTrue();
  }

  private static SimulatedSteps play(
      List<Act> acts, WritePattern pattern, long seed, boolean faults) {
    SimulatedSteps world = world(pattern, seed, faults);
    for (Act act : acts) {
      switch (act.what()) {
        case PUT_NEW -> world.putNew(SimulatedSteps.keysFrom(act.number(), 2 + act.size() % 3, 1));
        case PUT -> world.put(act.number());
        case DELETE -> world.delete(act.number());
        case READ -> world.read(act.number());
        case PASS -> world.pass(5L * act.size());
        case MOVE -> {
          // A crash loses what is unsaved: that is not what this is about.
          if (faults && backed(pattern) == WritePattern.THROUGH) {
            world.move(SimulatedSteps.segment(act.number()));
          }
        }
        case STEAL -> {
          if (faults && backed(pattern) == WritePattern.THROUGH) {
            world.store.claim(SimulatedSteps.segment(act.number()));
          }
        }
      }
    }
    world.settle();
    return world;
  }

  private static WritePattern backed(WritePattern pattern) {
    return pattern == WritePattern.ASIDE ? WritePattern.BACK : pattern;
  }

  private static SimulatedSteps world(WritePattern pattern, long seed, boolean faults) {
    return new SimulatedSteps(
        new WriteSettings(backed(pattern), "table", 200, 4, 2_000, 3_000, OnFull.WAIT, 10, 80),
        seed,
        faults);
  }
}
