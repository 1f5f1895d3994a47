package io.blatam.kvcache.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes in one step, of entries that live on this node, on the other, and on the way. */
@Timeout(120)
class EditsAcrossNodesTest {

  private static ActorSystem<Void> first;
  private static ActorSystem<Void> second;

  @BeforeAll
  static void start() {
    first = TestSystems.founder(TestSystems.QUICK_MOVES);
    second = TestSystems.joining(first, TestSystems.QUICK_MOVES);
    awaitMembers(2);
    TestSystems.awaitEvenSegments(List.of(first, second));
  }

  @AfterAll
  static void stop() {
    second.terminate();
    first.terminate();
  }

  @Test
  void add_fromBothNodes_everyOneCountsOnce() throws Exception {
    ClusterKvCache here = KvCacheExtension.of(first);
    ClusterKvCache there = KvCacheExtension.of(second);
    for (int round = 1; round <= 10; round++) {
      for (CacheKey key : keys("both")) {
        assertThat(add(here, key)).isEqualTo(2L * round - 1);
        assertThat(add(there, key)).isEqualTo(2L * round);
      }
    }
  }

  @Test
  void putNew_fromEitherNode_allOrNothing() throws Exception {
    for (int i = 0; i < 10; i++) {
      List<CacheKey> keys =
          List.of(
              new CacheKey("acme", "new", "{" + i + "}a"),
              new CacheKey("acme", "new", "{" + i + "}b"));
      ClusterKvCache one = KvCacheExtension.of(i % 2 == 0 ? first : second);
      ClusterKvCache other = KvCacheExtension.of(i % 2 == 0 ? second : first);
      assertThat(putNew(one, keys, "1")).isTrue();
      assertThat(putNew(other, keys, "2")).isFalse();
      assertThat(putNew(other, keys.subList(1, 2), "3")).isFalse();
      for (CacheKey key : keys) {
        assertThat(other.get(key).toCompletableFuture().get(20, SECONDS))
            .hasValueSatisfying(value -> assertThat(value).asString().isEqualTo("1"));
      }
    }
  }

  private static boolean putNew(ClusterKvCache cache, List<CacheKey> keys, String value)
      throws InterruptedException, ExecutionException, TimeoutException {
    return cache
        .newKeys()
        .put(
            keys.stream()
                .map(key -> new Operation.NewEntry(key, value.getBytes(ISO_8859_1)))
                .toList())
        .toCompletableFuture()
        .get(20, SECONDS);
  }

  /**
   * A segment that moves may lose what it held, as a cache may, or an answer, and then says so.
   * What no caller may see is that one add was two.
   */
  @Test
  void add_whileSegmentsMove_isRightOrAnErrorAndNeverTwice() throws Exception {
    ClusterKvCache cache = KvCacheExtension.of(first);
    List<CacheKey> keys = keys("moving");
    long[] last = new long[keys.size()];
    long[] unknown = new long[keys.size()];
    ActorSystem<Void> third = TestSystems.joining(first, TestSystems.QUICK_MOVES);
    KvCacheExtension.of(third);
    awaitMembers(3);
    int succeeded = 0;
    for (int round = 0; round < 60; round++) {
      if (round == 20) {
        third.terminate();
      }
      for (int i = 0; i < keys.size(); i++) {
        try {
          long sum = add(cache, keys.get(i));
          assertThat(sum).isBetween(1L, last[i] + unknown[i] + 1);
          last[i] = sum;
          unknown[i] = 0;
          succeeded++;
        } catch (ExecutionException | TimeoutException announced) {
          unknown[i]++;
        }
      }
    }
    assertThat(succeeded).isGreaterThan(30 * keys.size());
    third.getWhenTerminated().toCompletableFuture().get(60, SECONDS);
    TestSystems.awaitEvenSegments(List.of(first, second));
  }

  private static List<CacheKey> keys(String name) {
    return IntStream.range(0, 30).mapToObj(i -> new CacheKey("acme", name, "key-" + i)).toList();
  }

  private static long add(ClusterKvCache cache, CacheKey key)
      throws InterruptedException, ExecutionException, TimeoutException {
    byte[] sum = cache.update(key, new Edit.Add(1)).toCompletableFuture().get(20, SECONDS).value();
    return Long.parseLong(new String(sum, ISO_8859_1));
  }

  private static void awaitMembers(int count) {
    TestProbe.create(first)
        .awaitAssert(
            Duration.ofSeconds(40),
            () ->
                assertThat(
                        StreamSupport.stream(
                            Cluster.get(first).state().getMembers().spliterator(), false))
                    .hasSize(count)
                    .allMatch(member -> member.status() == MemberStatus.up()));
  }
}
