package io.blatam.kvcache.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SuccessorModelTest {

  private final SuccessorModel model = new SuccessorModel(1_000);

  private static CacheKey key(String name) {
    return new CacheKey("acme", "test", name);
  }

  private void ask(String... names) {
    for (String name : names) {
      model.observe(key(name));
    }
  }

  @Test
  void after_seenTwice_isExpectedNearestFirst() {
    ask("a", "b", "c", "x", "y", "z", "a", "b", "c", "q", "r", "s", "a", "b");

    assertThat(model.after(key("a")).get(0)).isEqualTo(key("b"));
    assertThat(model.after(key("a"))).containsExactly(key("b"), key("c"));
    assertThat(model.after(key("b"))).contains(key("c"));
  }

  @Test
  void after_seenOnce_isNotExpected() {
    ask("a", "b");

    assertThat(model.after(key("a"))).isEmpty();
    assertThat(model.after(key("unknown"))).isEmpty();
  }

  @Test
  void after_otherNamespacesBetween_areNotMixedUp() {
    CacheKey other = new CacheKey("acme", "other", "o");
    for (int i = 0; i < 3; i++) {
      ask("a");
      model.observe(other);
      ask("b", "c" + i, "d" + i, "e" + i);
    }

    assertThat(model.after(key("a"))).contains(key("b")).doesNotContain(other);
    assertThat(model.after(other)).isEmpty();
  }

  @Test
  void after_random_expectsNothingMuch() {
    SplittableRandom random = new SplittableRandom(1);
    int expected = 0;
    for (int i = 0; i < 20_000; i++) {
      CacheKey key = key("k" + random.nextInt(500));
      model.observe(key);
      expected += model.after(key).size();
    }

    assertThat(expected).isLessThan(2_000);
  }

  @Test
  void after_aHabitThatChanged_followsTheNewOne() {
    for (int i = 0; i < 20; i++) {
      ask("a", "old", "1-" + i, "2-" + i, "3-" + i);
    }
    for (int i = 0; i < 60; i++) {
      ask("a", "new", "4-" + i, "5-" + i, "6-" + i);
    }

    assertThat(model.after(key("a"))).containsExactly(key("new"));
  }
}
