package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever asks a segment that is known not to answer is told so, and does not wait to find out. */
@Timeout(60)
class SilentSegmentTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** One after the other, each would take the timeout. */
  private static final int CALLS = 20;

  private final ActorSystem<Void> system =
      // A member of no cluster: its segments have no place, and nobody answers.
      TestSystems.unjoined(
          """
          blatam.kvcache { segments = 1, operation-timeout = %d ms }
          """
              .formatted(TIMEOUT.toMillis()));
  private final KvCache cache = KvCache.get(system);

  @BeforeEach
  void fallsSilent() {
    refused(cache.get(key(0)));
  }

  @AfterEach
  void stop() {
    system.terminate();
  }

  @Test
  void getsAndWrites_areRefusedAtOnce() {
    long started = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      refused(cache.get(key(i)));
      refused(cache.put(key(i), new byte[] {1}, Duration.ofMinutes(1), Duration.ZERO));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(TIMEOUT.multipliedBy(5));
  }

  @Test
  void loads_goBesideTheCacheAtOnce() throws Exception {
    long started = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      byte[] value = {(byte) i};
      assertThat(load(i, value).get(20, SECONDS)).isEqualTo(value);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(TIMEOUT.multipliedBy(5));
  }

  @Test
  void segmentAnswersAgain_itIsNoticed_andNothingThatWasRefusedIsDoneLate() throws Exception {
    refused(cache.put(key(1), new byte[] {1}, Duration.ofMinutes(1), Duration.ZERO));
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));

    TestProbe.create(system)
        .awaitAssert(
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            () -> assertThat(cache.get(key(1)).toCompletableFuture().get(20, SECONDS)).isEmpty());

    cache
        .put(key(1), new byte[] {2}, Duration.ofMinutes(1), Duration.ZERO)
        .toCompletableFuture()
        .get(20, SECONDS);
    assertThat(cache.get(key(1)).toCompletableFuture().get(20, SECONDS)).hasValue(new byte[] {2});
  }

  private CompletableFuture<byte[]> load(int number, byte[] value) {
    return cache
        .getOrLoad(
            key(number),
            LoadOptions.defaults(),
            () -> CompletableFuture.completedFuture(Loaded.of(value)))
        .thenApply(outcome -> outcome.value().orElseThrow())
        .toCompletableFuture();
  }

  private static void refused(CompletionStage<?> call) {
    assertThatThrownBy(() -> call.toCompletableFuture().get(20, SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            KvCacheException.class,
            failure -> assertThat(failure.reason()).isEqualTo(KvCacheException.Reason.UNAVAILABLE));
  }

  private static CacheKey key(int number) {
    return new CacheKey("acme", "away", "key-" + number);
  }
}
