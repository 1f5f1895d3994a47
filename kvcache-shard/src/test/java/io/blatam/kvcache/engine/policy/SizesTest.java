package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Objects of ten orders of size, whose popularity has nothing to do with it. */
class SizesTest {

  private static final int KEYS = 20_000;
  private static final int ACCESSES = 600_000;
  private static final int SMALLEST = 192;

  private final SplittableRandom random = new SplittableRandom(7);
  private final int[] weights =
      random.ints(KEYS, 0, 1_000).map(i -> Math.max(SMALLEST, 64 << i / 100)).toArray();
  private final double[] upTo = new double[KEYS];

  /**
   * Whoever knew the popularity of all would hit 72%, and greedy-dual size frequency hits 65%. With
   * sizes that lay together once there were many kinds of entries to tell apart it was 53%.
   */
  @Test
  void adaptive_aTwentiethOfAllBytes_isFilledByWhatIsWorthMostAByte() {
    long capacity = Arrays.stream(weights).asLongStream().sum() / 20;
    KeeperCache cache = new KeeperCache(capacity, Memory.of(capacity));
    double sum = 0;
    for (int i = 0; i < KEYS; i++) {
      sum += Math.pow(i + 1, -0.8);
      upTo[i] = sum;
    }
    int hits = 0;
    for (int i = 0; i < ACCESSES; i++) {
      int at = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      int key = at < 0 ? -at - 1 : at;
      hits += cache.access(key, weights[key], 1) ? 1 : 0;
    }

    assertThat((double) hits / ACCESSES).isGreaterThan(0.67);
  }
}
