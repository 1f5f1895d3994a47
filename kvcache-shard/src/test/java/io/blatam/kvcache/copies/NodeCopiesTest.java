package io.blatam.kvcache.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.copies.NodeCopies.Returned;
import org.junit.jupiter.api.Test;

class NodeCopiesTest {

  private static final CacheKey KEY = new CacheKey("acme", "hot", "key");
  private static final long MILLI = 1_000_000;

  private long nanos = 5_000 * MILLI;
  private long millis = 1_700_000_000_000L;

  private final NodeCopies copies =
      new NodeCopies(LendingsTest.SETTINGS, () -> nanos, () -> millis);

  @Test
  void find_withinTheLease_countsAndGives() {
    assertThat(keep(7, nanos)).isTrue();
    pass(999);

    assertThat(copies.find(KEY).orElseThrow().value()).hasSize(100);
    assertThat(copies.recalled(KEY, 7)).isEqualTo(new Returned(KEY, 7, 1));
    assertThat(copies.find(KEY)).isEmpty();
    assertThat(copies.bytes()).isZero();
  }

  @Test
  void find_leaseOverSinceItWasAskedFor() {
    keep(7, nanos - 400 * MILLI);
    pass(600);

    assertThat(copies.find(KEY)).isEmpty();
    assertThat(copies.over()).containsExactly(new Returned(KEY, 7, 0));
  }

  /** A suspended machine's monotonic clock stands still; the time of day does not. */
  @Test
  void find_afterTheMachineSlept() {
    keep(7, nanos);
    millis += 60_000;

    assertThat(copies.find(KEY)).isEmpty();
  }

  @Test
  void keep_answerWasLongOnItsWay_isDeclined() {
    assertThat(keep(7, nanos - 1_000 * MILLI)).isFalse();
  }

  @Test
  void keep_whileTheKeyChangesFromHere_isDeclined() {
    keep(7, nanos);
    copies.changing(KEY);
    assertThat(copies.find(KEY)).isEmpty();
    assertThat(keep(8, nanos)).isFalse();
    copies.changed(KEY);
    assertThat(keep(9, nanos)).isTrue();
    copies.changing("acme", "hot");
    assertThat(copies.find(KEY)).isEmpty();
    assertThat(keep(10, nanos)).isFalse();
  }

  @Test
  void recalled_anotherLoan_leavesTheCopy() {
    keep(7, nanos);

    assertThat(copies.recalled(KEY, 6)).isEqualTo(new Returned(KEY, 6, 0));
    assertThat(copies.find(KEY)).isPresent();
  }

  @Test
  void keep_full_isDeclined() {
    for (int i = 0; i < 100; i++) {
      copies.keep(new CacheKey("acme", "hot", "key-" + i), new byte[1_000], 1, i, 1_000, nanos);
    }

    assertThat(copies.bytes()).isBetween(8_000L, 10L * 1024);
    assertThat(copies.value().declined()).isEqualTo(100 - copies.value().taken());
  }

  private boolean keep(long number, long askedNanos) {
    return copies.keep(KEY, new byte[100], 1, number, 1_000, askedNanos);
  }

  private void pass(long elapsed) {
    nanos += elapsed * MILLI;
    millis += elapsed;
  }
}
