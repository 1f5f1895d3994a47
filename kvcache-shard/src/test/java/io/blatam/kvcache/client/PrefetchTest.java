package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.TierTally;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What usually follows comes up from the warm tier before anybody asks for it. */
@Timeout(60)
class PrefetchTest {

  private static final int ROUNDS = 3;

  /** Enough to push everything else out of the segment. */
  private static final int FILLERS = 120;

  private ActorSystem<Void> system;
  private ClusterKvCache cache;

  private void start(String settings) {
    system =
        TestSystems.local(
            """
            blatam.kvcache {
              segments = 1
              segment-bytes = 64 KiB
              policy = lru
              warm.bytes = 1 MiB
              cold.bytes = 0
              %s
            }
            """
                .formatted(settings));
    cache = KvCacheExtension.of(system);
    put("a");
    put("b");
    for (int i = 0; i < ROUNDS * FILLERS; i++) {
      put("filler-" + i);
    }
    for (int round = 0; round < ROUNDS; round++) {
      get("a");
      get("b");
      // Others each time, so that nothing is learned of them.
      for (int i = 0; i < FILLERS; i++) {
        get("filler-" + (round * FILLERS + i));
      }
    }
  }

  @AfterEach
  void stop() {
    system.terminate();
  }

  @Test
  void get_aKeyThatOneUsuallyFollows_bringsThatOneUp() {
    start("");
    long before = risen();
    get("a");

    // One was asked for. The other, and nothing else, came by itself.
    TestProbe.create(system)
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              assertThat(risen()).isEqualTo(before + 2);
              return null;
            });
    long ahead = risen();
    get("b");
    assertThat(risen()).isEqualTo(ahead);
  }

  @Test
  void get_off_bringsUpWhatIsAskedForOnly() {
    start("prefetch.enabled = off");
    long before = risen();
    get("a");
    assertThat(risen()).isEqualTo(before + 1);
    get("b");
    assertThat(risen()).isEqualTo(before + 2);
  }

  /** Entries that have come into memory: none is stored after the start. */
  private long risen() {
    return await(cache.everySegment().describe("acme")).get(0).tiers().stream()
        .filter(tier -> tier.tier().equals(TierTally.HOT))
        .mapToLong(TierTally::arrivals)
        .sum();
  }

  private void put(String name) {
    byte[] value = new byte[1_000];
    new SplittableRandom(name.hashCode()).nextBytes(value);
    await(cache.put(key(name), value, Duration.ofHours(1), Duration.ofMillis(5)));
  }

  private void get(String name) {
    assertThat(await(cache.get(key(name)))).isPresent();
  }

  private static CacheKey key(String name) {
    return new CacheKey("acme", "test", name);
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
