package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.writes.SimulatedNode.Acknowledged;
import io.blatam.kvcache.writes.SimulatedStore.Mood;
import java.util.List;
import java.util.LongSummaryStatistics;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever callers, the store and the power supply do, in whatever order. */
class NamespaceWriterPropertiesTest {

  private static final long MAX_DELAY = 100;

  enum What {
    PUT,
    DELETE,
    PUT_NEW,
    READ,
    PASS,
    STORE,
    CRASH
  }

  /**
   * @param number a key, or how the store is from now on
   * @param millis how long it takes
   */
  record Step(What what, int number, int millis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, What.PUT),
                Tuple.of(2, What.DELETE),
                Tuple.of(3, What.PUT_NEW),
                Tuple.of(6, What.READ),
                Tuple.of(8, What.PASS),
                Tuple.of(2, What.STORE),
                Tuple.of(1, What.CRASH)),
            Arbitraries.integers().between(0, 11),
            Arbitraries.integers().between(0, 90))
        .as(Step::new)
        .list()
        .ofMaxSize(150);
  }

  @Property(tries = 400)
  void through_noAcknowledgedWriteIsEverLost(
      @ForAll("steps") List<Step> steps, @ForAll OnFull onFull) {
    SimulatedNode node = play(WritePattern.THROUGH, onFull, steps, false, List::isEmpty);
    node.settle();
  }

  @Property(tries = 400)
  void back_crashLosesNoMoreThanMaxDelayOfWrites(
      @ForAll("steps") List<Step> steps, @ForAll OnFull onFull) {
    SimulatedNode node =
        play(
            WritePattern.BACK,
            onFull,
            steps,
            false,
            lost -> {
              LongSummaryStatistics times =
                  lost.stream().mapToLong(Acknowledged::at).summaryStatistics();
              return lost.isEmpty() || times.getMax() - times.getMin() < MAX_DELAY;
            });
    node.settle();
  }

  @Property(tries = 400)
  void back_storeIsWell_crashLosesOnlyWhatIsYoungerThanMaxDelay(
      @ForAll("steps") List<Step> steps, @ForAll OnFull onFull) {
    VirtualClock[] clock = new VirtualClock[1];
    SimulatedNode node =
        play(
            WritePattern.BACK,
            onFull,
            steps,
            true,
            clock,
            lost -> lost.stream().allMatch(write -> clock[0].now() - write.at() <= MAX_DELAY));
    node.settle();
  }

  private interface Loss {
    boolean mayBe(List<Acknowledged> lost);
  }

  private static SimulatedNode play(
      WritePattern pattern, OnFull onFull, List<Step> steps, boolean well, Loss loss) {
    return play(pattern, onFull, steps, well, new VirtualClock[1], loss);
  }

  private static SimulatedNode play(
      WritePattern pattern,
      OnFull onFull,
      List<Step> steps,
      boolean well,
      VirtualClock[] clock,
      Loss loss) {
    clock[0] = new VirtualClock();
    SimulatedStore store = new SimulatedStore();
    SimulatedNode node = new SimulatedNode(settings(pattern, onFull), store, clock[0]);
    for (Step step : steps) {
      switch (step.what()) {
        case PUT -> node.put(step.number());
        case DELETE -> node.delete(step.number());
        case PUT_NEW -> node.putNew(step.number(), 1 + step.millis() % 5);
        case READ -> node.read(step.number());
        case PASS -> node.pass(step.millis());
        // Two calls one after the other, a load and a save, stay within the half of the delay.
        case STORE ->
            store.become(
                well ? Mood.WELL : Mood.values()[step.number() % 3],
                well ? step.millis() % (MAX_DELAY / 8) : step.millis() * 2L);
        case CRASH -> {
          List<Acknowledged> lost = node.crash(step.number() % 2 == 0);
          assertThat(loss.mayBe(lost)).as("lost in a crash: %s", lost).isTrue();
        }
      }
    }
    List<Acknowledged> lost = node.crash(false);
    assertThat(loss.mayBe(lost)).as("lost in the last crash: %s", lost).isTrue();
    return node;
  }

  private static WriteSettings settings(WritePattern pattern, OnFull onFull) {
    return new WriteSettings(pattern, "table", MAX_DELAY, 4, 2_000, 3_000, onFull, 10, 80);
  }
}
