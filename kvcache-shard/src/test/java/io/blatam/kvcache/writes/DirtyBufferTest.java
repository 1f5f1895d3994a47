package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirtyBufferTest {

  private final DirtyBuffer buffer =
      new DirtyBuffer(
          new WriteSettings(
              WritePattern.BACK, "table", 100, 3, 100_000, 2_000, OnFull.WAIT, 10, 35));

  @Test
  void next_halfOfTheDelay_notBefore() {
    buffer.add(write("a", 1), 1_000);

    assertThat(buffer.next(1_049)).isEmpty();
    assertThat(buffer.nextAt()).hasValue(1_050);
    assertThat(buffer.next(1_050)).hasValue(List.of(write("a", 1)));
  }

  @Test
  void next_batchFull_atOnceAndOldestFirst() {
    IntStream.range(0, 5).forEach(i -> buffer.add(write("key-" + i, i), 1_000));

    assertThat(buffer.next(1_000).orElseThrow())
        .containsExactly(write("key-0", 0), write("key-1", 1), write("key-2", 2));
  }

  @Test
  void next_groupLargerThanABatch_leavesWhole() {
    buffer.add(write("before", 1), 1_000);
    IntStream.range(0, 6).forEach(i -> buffer.add(write("key-" + i, 2 + i), 1_000, 7));
    buffer.add(write("behind", 9), 1_000);

    assertThat(buffer.next(1_000).orElseThrow()).hasSize(7);
    buffer.saved();
    assertThat(buffer.next(1_100).orElseThrow()).hasSize(1);
  }

  @Test
  void hurry_unsavedKey_everythingIsDueUntilItIsSaved() {
    buffer.add(write("a", 1), 1_000);
    assertThat(buffer.hurry(key("b"))).isFalse();
    assertThat(buffer.next(1_001)).isEmpty();

    assertThat(buffer.hurry(key("a"))).isTrue();
    assertThat(buffer.nextAt().orElseThrow()).isLessThanOrEqualTo(1_001);
    assertThat(buffer.next(1_001)).hasValue(List.of(write("a", 1)));
    buffer.failed(1_002);
    assertThat(buffer.next(1_003)).isEmpty();
    assertThat(buffer.next(1_012)).hasValue(List.of(write("a", 1)));
    buffer.saved();

    assertThat(buffer.hurry(key("a"))).isFalse();
    buffer.add(write("b", 2), 1_020);
    assertThat(buffer.next(1_021)).isEmpty();
  }

  @Test
  void next_whileOneIsSaved_waits() {
    buffer.add(write("a", 1), 1_000);
    buffer.next(1_050);
    buffer.add(write("a", 2), 1_051);

    assertThat(buffer.next(2_000)).isEmpty();
    assertThat(buffer.find(key("a"))).hasValue(write("a", 2));
    buffer.saved();

    assertThat(buffer.next(2_000)).hasValue(List.of(write("a", 2)));
  }

  @Test
  void failed_keyWrittenAgainMeanwhile_theNewerIsTriedAndTheOlderIsNot() {
    buffer.add(write("a", 1), 1_000);
    buffer.add(write("b", 2), 1_001);
    buffer.next(1_060);
    buffer.add(write("a", 3), 1_061);

    buffer.failed(1_070);

    assertThat(buffer.size()).isEqualTo(2);
    assertThat(buffer.age(1_070)).isEqualTo(70);
    assertThat(buffer.next(1_080).orElseThrow()).containsExactly(write("a", 3), write("b", 2));
  }

  @Test
  void failed_again_restsTwiceAsLongUpToTheLongest() {
    buffer.add(write("a", 1), 1_000);
    long now = 1_100;
    for (long rest : List.of(10, 20, 35, 35)) {
      assertThat(buffer.next(now)).isPresent();
      buffer.failed(now);
      assertThat(buffer.next(now + rest - 1)).isEmpty();
      assertThat(buffer.nextAt()).hasValue(now + rest);
      now += rest;
    }
  }

  @Test
  void full_byBytesOrByAge_untilSaved() {
    buffer.add(write("a", 1), 1_000);
    assertThat(buffer.full(1_099)).isFalse();
    assertThat(buffer.full(1_100)).isTrue();
    buffer.next(1_100);
    assertThat(buffer.full(1_100)).isTrue();
    buffer.saved();
    assertThat(buffer.full(1_100)).isFalse();

    IntStream.range(0, 10).forEach(i -> buffer.add(write("key-" + i, i), 1_100));
    assertThat(buffer.full(1_100)).isTrue();
    assertThat(buffer.bytes()).isGreaterThan(2_000);
  }

  @Test
  void bytes_whateverHappened_areZeroWhenNothingIsLeft() {
    for (int i = 0; i < 5; i++) {
      buffer.add(write("key-" + i % 2, i), 1_000);
    }
    buffer.drain();
    buffer.next(1_000);
    buffer.add(write("key-0", 9), 1_000);
    buffer.failed(1_000);
    while (buffer.next(5_000).isPresent()) {
      buffer.saved();
    }

    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void next_clockWentBack_doesNotWaitForItToComeAgain() {
    buffer.add(write("a", 1), 1_000_000);

    assertThat(buffer.next(5)).isPresent();
  }

  private static CacheKey key(String key) {
    return new CacheKey("acme", "test", key);
  }

  private static final StoredValue VALUE = new StoredValue(new byte[10], 1, Long.MAX_VALUE);

  private static StoreWrite write(String key, long sequence) {
    return new StoreWrite.Put(key(key), new Version(1, sequence), VALUE);
  }
}
