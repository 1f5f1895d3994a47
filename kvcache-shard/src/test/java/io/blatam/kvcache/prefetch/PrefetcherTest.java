package io.blatam.kvcache.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefetcherTest {

  private final Prefetcher prefetcher =
      new Prefetcher(new PrefetchSettings(true, 10_000, 4, 100, 0.25));

  private static CacheKey key(String name) {
    return new CacheKey("acme", "test", name);
  }

  /** Asks, and brings whatever is to be fetched. */
  private List<CacheKey> ask(String name) {
    List<CacheKey> next = prefetcher.lookedUp(key(name), false);
    next.forEach(each -> prefetcher.fetched(each, true));
    return next;
  }

  private void round(int number) {
    ask("a");
    ask("b");
    for (int i = 0; i < 5; i++) {
      ask("other-" + number + "-" + i);
    }
  }

  @Test
  void lookedUp_whatUsuallyFollows_isFetchedAndUseful() {
    round(1);
    round(2);

    assertThat(ask("a")).containsExactly(key("b"));
    ask("b");

    assertThat(prefetcher.value()).isEqualTo(new PrefetchValue(1, 1, 0, 0));
  }

  @Test
  void fetched_nothingThere_isNeitherUsefulNorWasted() {
    round(1);
    round(2);
    prefetcher.lookedUp(key("a"), false).forEach(each -> prefetcher.fetched(each, false));
    for (int i = 0; i < 200; i++) {
      ask("x" + i);
    }

    assertThat(prefetcher.value()).isEqualTo(PrefetchValue.ZERO);
  }

  @Test
  void fetched_notAskedForWithinTheHorizon_isWasted() {
    round(1);
    round(2);
    ask("a");
    for (int i = 0; i < 101; i++) {
      ask("x" + i);
    }

    assertThat(prefetcher.value()).isEqualTo(new PrefetchValue(1, 0, 1, 0));
  }

  @Test
  void lookedUp_beforeItCame_isNeitherUsefulNorWasted() {
    round(1);
    round(2);
    assertThat(prefetcher.lookedUp(key("a"), false)).containsExactly(key("b"));
    prefetcher.lookedUp(key("b"), false);
    prefetcher.fetched(key("b"), true);
    for (int i = 0; i < 200; i++) {
      ask("x" + i);
    }

    assertThat(prefetcher.value()).isEqualTo(PrefetchValue.ZERO);
  }

  @Test
  void lookedUp_busy_isDropped() {
    round(1);
    round(2);

    assertThat(prefetcher.lookedUp(key("a"), true)).isEmpty();
    assertThat(prefetcher.value().dropped()).isEqualTo(1);
  }

  @Test
  void lookedUp_tooManyUnderWay_areDropped() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 6; i++) {
        prefetcher.lookedUp(key("from-" + i), true);
        prefetcher.lookedUp(key("to-" + i), true);
        prefetcher.lookedUp(key("p" + round + i), true);
        prefetcher.lookedUp(key("q" + round + i), true);
        prefetcher.lookedUp(key("r" + round + i), true);
      }
    }
    int sent = 0;
    for (int i = 0; i < 6; i++) {
      sent += prefetcher.lookedUp(key("from-" + i), false).size();
    }

    assertThat(sent).isEqualTo(4);
  }

  @Test
  void lookedUp_itDoesNotPay_pausesAndTriesAgain() {
    int round = 0;
    // Whatever was learned in two rounds does not come in the third.
    while (prefetcher.active() && round < 2_000) {
      for (int i = 0; i < 2; i++) {
        ask("head-" + round);
        ask("tail-" + round);
        ask("s" + i + round);
        ask("t" + i + round);
        ask("u" + i + round);
      }
      ask("head-" + round);
      for (int i = 0; i < 101; i++) {
        ask("filler-" + round + "-" + i);
      }
      round++;
    }

    assertThat(prefetcher.active()).isFalse();
    assertThat(prefetcher.value().wasted()).isGreaterThanOrEqualTo(Prefetcher.WINDOW);
    for (int i = 0; i < Prefetcher.PAUSE; i++) {
      ask("later-" + i);
    }
    assertThat(prefetcher.active()).isTrue();
  }

  @Test
  void pause_isDoubledByTheNextTry_notByWhatTheLastOneLeftOver() {
    int horizon = 1_000;
    Prefetcher far = new Prefetcher(new PrefetchSettings(true, 10_000, 4, horizon, 0.25));
    for (int i = 0; i < 600; i++) {
      // Twice each, and nothing fetched yet.
      int pair = i % 300;
      for (String name : List.of("head-" + pair, "tail-" + pair, "x" + i, "y" + i, "z" + i)) {
        far.lookedUp(key(name), true);
      }
    }
    // All of them are ahead before it is seen that the first is of no use.
    for (int pair = 0; pair < 300; pair++) {
      far.lookedUp(key("head-" + pair), false).forEach(each -> far.fetched(each, true));
    }
    for (int i = 0; i < horizon; i++) {
      far.lookedUp(key("filler-" + i), false);
    }
    assertThat(far.value().wasted()).isEqualTo(300);
    assertThat(far.active()).isFalse();

    for (int i = 0; i < Prefetcher.PAUSE; i++) {
      far.lookedUp(key("later-" + i), false);
    }

    assertThat(far.active()).isTrue();
  }
}
