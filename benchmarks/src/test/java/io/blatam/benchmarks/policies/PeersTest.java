package io.blatam.benchmarks.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.engine.policy.PolicyName;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The peers on accesses that can be followed by hand. */
class PeersTest {

  @Test
  void belady_keepsWhatIsAskedForSoonest() {
    // With two places: 1 and 2 are kept over 3, which comes once, so 1 and 2 hit twice each.
    assertThat(Belady.hits(new int[] {1, 2, 3, 1, 2, 1, 2}, 4, 2)).isEqualTo(4);
  }

  @Test
  void belady_loop_hitsAllButOnePlaceOfEachRound() {
    int[] loop = IntStream.range(0, 100).map(i -> i % 10).toArray();

    assertThat(Belady.hits(loop, 10, 10)).isEqualTo(90);
    assertThat(Belady.hits(loop, 10, 5)).isEqualTo(45);
  }

  @Test
  void noPolicy_beatsBelady() {
    SplittableRandom random = new SplittableRandom(11);
    int[] keys =
        IntStream.range(0, 20_000).map(i -> (int) Math.pow(500, random.nextDouble())).toArray();
    Trace trace = new Trace("zipf", keys, new int[0], new int[0], 501);
    double bound = 100.0 * Belady.hits(keys, 501, 50) / keys.length;
    Map<String, Cache> caches =
        Map.of(
            "lru", new Lru(50),
            "lfu", new Lfu(50, false),
            "arc", new Arc(50),
            "sieve", new Sieve(50, 501),
            "s3", new S3Fifo(50, 501),
            "caffeine", new CaffeineCache(50, false),
            "adaptive", Segment.of(50, trace, PolicyName.ADAPTIVE, 1));

    caches.forEach(
        (name, cache) -> assertThat(Replay.hits(trace, cache)).as(name).isBetween(20.0, bound));
  }

  @Test
  void ourLru_isTheTextbooks() {
    SplittableRandom random = new SplittableRandom(12);
    int[] keys = IntStream.range(0, 20_000).map(i -> random.nextInt(200)).toArray();
    Trace trace = new Trace("uniform", keys, new int[0], new int[0], 200);

    assertThat(Replay.hits(trace, Segment.of(50, trace, PolicyName.LRU, 1)))
        .isEqualTo(Replay.hits(trace, new Lru(50)));
  }

  @Test
  void prefixHits_countOnlyTheUnbrokenRun() {
    // Three requests of the chain 0-1-2; the cache holds two blocks, and tails go first.
    Trace trace = new Trace("chain", new int[] {0, 1, 2, 0, 1, 2}, new int[0], new int[] {0, 3}, 3);

    assertThat(Replay.prefixHits(trace, new Lru(2))).isEqualTo(100.0 * 2 / 6);
  }
}
