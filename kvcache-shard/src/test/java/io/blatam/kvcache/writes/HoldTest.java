package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.store.JointStore.Share;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One segment's part in a step whose leader says what the test says, or nothing. */
class HoldTest {

  private static final int KEY = 0;
  private static final int SAME_SEGMENT = SimulatedSteps.SEGMENTS;
  private static final int SHORT = 300;

  @ParameterizedTest
  @EnumSource(names = {"THROUGH", "BACK"})
  void nobodySpeaks_notSaved_readsWaitForTheLeaseAndTheLateSaveIsVoid(WritePattern pattern) {
    SimulatedSteps world = world(pattern);
    Heard heard = hold(world, "dead", KEY);
    world.pass(SHORT);
    Share share = share(heard.kept.orElseThrow());
    world.read(KEY);

    world.pass(SimulatedSteps.LEASE - SHORT - 1);
    assertThat(world.history.allAnswered()).isFalse();
    world.pass(SHORT);
    assertThat(world.history.allAnswered()).isTrue();

    assertThat(world.store.saveTogether(List.of(share))).isFalse();
    world.settle();
    assertThat(world.history.couldBe()).as("nothing is there: %s", world.history).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROUGH", "BACK"})
  void nobodySpeaks_saved_readsSeeIt(WritePattern pattern) {
    SimulatedSteps world = world(pattern);
    Heard heard = hold(world, "dead", KEY);
    world.pass(SHORT);

    assertThat(world.store.saveTogether(List.of(share(heard.kept.orElseThrow())))).isTrue();
    Heard next = hold(world, "next", KEY);
    world.pass(SimulatedSteps.LEASE + SHORT);

    assertThat(next.taken).isTrue();
  }

  @Test
  void released_nothingSaved_theNextHasItsTurn() {
    SimulatedSteps world = world(WritePattern.THROUGH);
    hold(world, "first", KEY);
    Heard second = hold(world, "second", KEY);
    world.pass(SHORT);
    assertThat(second.kept).isEmpty();

    world.writer(0).release("first", Hold.End.NOTHING, world.now());
    assertThat(second.kept).isPresent();
  }

  @Test
  void released_beforeItsTurn_isNotKept() {
    SimulatedSteps world = world(WritePattern.THROUGH);
    hold(world, "first", KEY);
    Heard second = hold(world, "second", KEY, SAME_SEGMENT);
    Heard third = hold(world, "third", SAME_SEGMENT);
    world.pass(SHORT);
    assertThat(third.kept).isEmpty();

    world.writer(0).release("second", Hold.End.NOTHING, world.now());
    assertThat(second.refused).isTrue();
    assertThat(third.kept).isPresent();
    world.writer(0).release("first", Hold.End.NOTHING, world.now());
    assertThat(second.kept).isEmpty();
  }

  /** It was saved, as far as anybody can tell, or it may be later: only the store knows. */
  @Test
  void released_unknown_isWithdrawnAtOnce() {
    SimulatedSteps world = world(WritePattern.THROUGH);
    Heard heard = hold(world, "broken", KEY);
    world.pass(SHORT);

    world.writer(0).release("broken", Hold.End.UNKNOWN, world.now());
    Heard next = hold(world, "next", KEY);
    world.pass(SHORT);

    assertThat(next.kept).isPresent();
    assertThat(world.store.saveTogether(List.of(share(heard.kept.orElseThrow())))).isFalse();
  }

  /** Nobody would save the delete within the hour but for the step. */
  @Test
  void hold_deletedButNotSaved_waitsForTheStoreToHaveTheDelete() {
    SimulatedSteps world =
        new SimulatedSteps(
            new WriteSettings(
                WritePattern.BACK, "table", 3_600_000, 64, 9_000, 9_000, OnFull.WAIT, 10, 80),
            1,
            false);
    world.put(KEY);
    var flushed = hold(world, "there", KEY);
    world.pass(SHORT);
    assertThat(flushed.taken).isTrue();
    assertThat(world.store.value(SimulatedSteps.key(KEY))).isPresent();
    world.delete(KEY);
    world.pass(SHORT);
    assertThat(world.store.value(SimulatedSteps.key(KEY))).isPresent();

    Heard heard = hold(world, "step", KEY);
    assertThat(heard.kept).isEmpty();
    world.pass(SHORT);

    assertThat(heard.kept).isPresent();
    assertThat(world.store.value(SimulatedSteps.key(KEY))).isEmpty();
  }

  private static final class Heard implements Hold.Answer {

    private Optional<Version> kept = Optional.empty();
    private boolean taken;
    private boolean refused;

    @Override
    public void kept(Version version) {
      assertFirst();
      kept = Optional.of(version);
    }

    @Override
    public void taken() {
      assertFirst();
      taken = true;
    }

    @Override
    public void refused(KvCacheException why) {
      assertFirst();
      refused = true;
    }

    @Override
    public void over() {
      assertThat(kept).as("kept before it is over").isPresent();
    }

    private void assertFirst() {
      assertThat(kept.isPresent() || taken || refused).as("answered already").isFalse();
    }
  }

  private static Heard hold(SimulatedSteps world, String step, int... keys) {
    List<CacheKey> held = new ArrayList<>();
    for (int key : keys) {
      held.add(SimulatedSteps.key(key));
    }
    Heard heard = new Heard();
    world.writer(0).hold(new Hold(step, held, heard), world.now());
    return heard;
  }

  private static Share share(Version version) {
    return new Share(
        0,
        version,
        List.of(
            new StoreWrite.Put(
                SimulatedSteps.key(KEY),
                version,
                new StoredValue(new byte[77], 1, Long.MAX_VALUE))));
  }

  private static SimulatedSteps world(WritePattern pattern) {
    return new SimulatedSteps(
        new WriteSettings(pattern, "table", 200, 4, 2_000, 3_000, OnFull.WAIT, 10, 80), 1, false);
  }
}
