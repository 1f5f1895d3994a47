package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than fits: bounded, refused with a reason, and well again afterwards. */
@Timeout(60)
class OverloadTest {

  private ActorSystem<Void> system;

  @AfterEach
  void stop() {
    system.terminate();
  }

  @Test
  void put_moreBytesThanMayBePending_theRestIsRefused_andLaterGoesThrough() throws Exception {
    system = TestSystems.local("blatam.kvcache.max-pending-bytes = 1 MiB");
    KvCache cache = KvCache.get(system);
    List<CompletableFuture<Void>> puts =
        IntStream.range(0, 500).mapToObj(i -> put(cache, i)).toList();
    CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .get(20, SECONDS);

    List<Throwable> refused =
        puts.stream()
            .filter(CompletableFuture::isCompletedExceptionally)
            .map(OverloadTest::failure)
            .toList();
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(((KvCacheException) failure).reason())
                    .isEqualTo(KvCacheException.Reason.BUSY));
    put(cache, 1).get(20, SECONDS);
  }

  @Test
  void getOrLoad_segmentsAway_oneLoadAKeyAndNode() throws Exception {
    // A member of no cluster: its segments have no place, and nobody answers.
    system = TestSystems.unjoined("blatam.kvcache.operation-timeout = 500 ms");
    KvCache cache = KvCache.get(system);
    AtomicInteger loads = new AtomicInteger();
    CompletableFuture<Loaded> failing = new CompletableFuture<>();
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    CompletableFuture<Void> twoRan = new CompletableFuture<>();

    List<CompletableFuture<Outcome>> outcomes =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    cache
                        .getOrLoad(
                            new CacheKey("acme", "test", "away"),
                            LoadOptions.defaults(),
                            () -> {
                              boolean first = loads.incrementAndGet() == 1;
                              if (!first) {
                                twoRan.complete(null);
                              }
                              return first ? failing : load;
                            })
                        .toCompletableFuture())
            .toList();
    failing.completeExceptionally(new IllegalStateException("the model burnt down"));
    twoRan.get(20, SECONDS);
    load.complete(Loaded.of(new byte[] {42}));
    CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .get(20, SECONDS);

    // Two, and perhaps one or another for a call that gave its segment up after the load had
    // landed.
    assertThat(loads).hasValueBetween(2, 10);
    assertThat(outcomes.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(1);
  }

  private static CompletableFuture<Void> put(KvCache cache, int number) {
    CompletionStage<Void> put =
        cache.put(
            new CacheKey("acme", "test", "key-" + number),
            new byte[100_000],
            Duration.ofMinutes(1),
            Duration.ZERO);
    return put.toCompletableFuture();
  }

  private static Throwable failure(CompletableFuture<?> future) {
    try {
      future.join();
      throw new AssertionError("it did not fail");
    } catch (CompletionException e) {
      return e.getCause();
    }
  }
}
