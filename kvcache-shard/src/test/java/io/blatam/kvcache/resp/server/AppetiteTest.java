package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppetiteTest {

  private static final int MOST = 128 * 1024;
  private static final int LEAST = 16 * 1024;

  private final Appetite appetite = new Appetite(MOST);

  @Test
  void turned_filledWithSmallCommands_staysSmallAndWaitsForOthers() {
    for (int i = 0; i < 10; i++) {
      appetite.turned(appetite.share(), appetite.share(), appetite.share() / 30);
      assertThat(appetite.greedy()).isTrue();
      assertThat(appetite.share()).isEqualTo(LEAST);
    }
  }

  @Test
  void turned_filledWithLargeCommands_growsUpToTheMost() {
    for (int i = 0; i < 10; i++) {
      int before = appetite.share();
      appetite.turned(before, before, before / 1024);
      assertThat(appetite.greedy()).isFalse();
      assertThat(appetite.share()).isEqualTo(Math.min(MOST, 2 * before));
    }
  }

  @Test
  void turned_notFilled_waitsForNobodyAgain() {
    appetite.turned(LEAST, LEAST, 1_000);
    appetite.turned(LEAST - 1, LEAST - 1, 1_000);
    assertThat(appetite.greedy()).isFalse();
  }

  @Test
  void turned_withMuchInLargeArguments_letsOthersGoFirst() {
    appetite.turned(100, 600 * 1024, 1);
    assertThat(appetite.greedy()).isTrue();
  }
}
