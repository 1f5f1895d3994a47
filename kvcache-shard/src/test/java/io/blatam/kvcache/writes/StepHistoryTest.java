package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepHistoryTest {

  private final StepHistory history = new StepHistory(9);

  @Test
  void couldBe_readOfWhatWasReplacedBeforeItBegan_isFalse() {
    StepHistory.Entry first = history.put(0, 0);
    first.ended(0, 10);
    history.put(0, 20).ended(0, 30);
    history.read(0, 40).ended(first.value(), 50);

    assertThat(history.couldBe()).isFalse();
  }

  @Test
  void couldBe_readWhileAnotherValueIsWritten_isTrueOfBoth() {
    StepHistory.Entry first = history.put(0, 0);
    first.ended(0, 10);
    StepHistory.Entry second = history.put(0, 20);
    history.read(0, 25).ended(first.value(), 30);
    history.read(0, 35).ended(second.value(), 40);
    second.ended(0, 50);

    assertThat(history.couldBe()).isTrue();
  }

  @Test
  void couldBe_newValueWentBackToTheOldOne_isFalse() {
    StepHistory.Entry first = history.put(0, 0);
    first.ended(0, 10);
    StepHistory.Entry second = history.put(0, 20);
    history.read(0, 25).ended(second.value(), 30);
    history.read(0, 35).ended(first.value(), 40);
    second.ended(0, 50);

    assertThat(history.couldBe()).isFalse();
  }

  @Test
  void couldBe_stepOfWhichOneHalfIsSeen_isFalse() {
    StepHistory.Entry step = history.putNew(List.of(0, 1), 0);
    step.ended(1, 10);
    history.read(0, 20).ended(step.value(), 30);
    history.read(1, 20).ended(StepHistory.NOTHING, 30);

    assertThat(history.couldBe()).isFalse();
  }

  @Test
  void couldBe_stepRefusedAlthoughItsKeysWereFree_isFalse() {
    history.putNew(List.of(0, 1), 0).ended(0, 10);
    history.put(0, 20).ended(0, 30);

    assertThat(history.couldBe()).isFalse();
  }

  @Test
  void couldBe_stepRefusedForAValueThatCameAndWent_isTrue() {
    StepHistory.Entry step = history.putNew(List.of(0, 1), 0);
    history.put(0, 10).ended(0, 20);
    history.delete(0, 30).ended(0, 40);
    step.ended(0, 50);

    assertThat(history.couldBe()).isTrue();
  }

  @Test
  void couldBe_nobodyKnowsHowAStepEnded_isTrueOfBothEnds() {
    StepHistory.Entry step = history.putNew(List.of(0, 1), 0);
    step.unknown();
    history.read(0, 10).ended(StepHistory.NOTHING, 20);
    assertThat(history.couldBe()).isTrue();

    history.read(1, 30).ended(step.value(), 40);
    assertThat(history.couldBe()).isTrue();

    history.read(0, 50).ended(StepHistory.NOTHING, 60);
    assertThat(history.couldBe()).isFalse();
  }

  /** Tried in every order they would never end: there is none that fits. */
  @Test
  void couldBe_manyAtOnceThatChangedNothing_isSoonKnown() {
    history.put(0, 0).ended(0, 10);
    for (int i = 0; i < 40; i++) {
      history.putNew(List.of(0, 1 + i % 8), 20).ended(0, 100);
    }
    history.read(0, 110).ended(StepHistory.NOTHING, 120);

    assertThat(history.couldBe()).isFalse();
  }
}
