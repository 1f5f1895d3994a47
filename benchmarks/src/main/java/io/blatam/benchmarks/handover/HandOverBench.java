package io.blatam.benchmarks.handover;

import akka.actor.typed.ActorSystem;
import io.blatam.benchmarks.cluster.LocalNodes;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.LocalCells;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * {@code ./blatam bench handover}: a node with a full cache is joined by another, which then leaves
 * in order. Bytes that moved, until when, and how long the slowest get took meanwhile. Two nodes in
 * this process that talk by Artery over loopback.
 */
public final class HandOverBench {

  private static final int MEGABYTES = 64;
  private static final int VALUE_BYTES = 1_000;
  private static final int AT_ONCE = 1_000;

  private HandOverBench() {}

  /**
   * @param arguments how many megabytes of values to fill in
   * @return the exit code: 0 if not one entry was lost
   */
  public static int run(List<String> arguments) throws InterruptedException {
    int megabytes = arguments.isEmpty() ? MEGABYTES : Integer.parseInt(arguments.get(0));
    List<CacheKey> keys =
        IntStream.range(0, megabytes * 1_000)
            .mapToObj(i -> new CacheKey("bench", "moving", "key-" + i))
            .toList();
    try (LocalNodes nodes = new LocalNodes("")) {
      ActorSystem<Void> first = nodes.join();
      ClusterKvCache cache = LocalNodes.cache(first);
      LocalNodes.wake(first);
      fill(cache, keys);
      long held = present(cache, keys);
      System.out.printf(
          "%-22s %8s %10s %8s %12s %14s%n",
          "", "moved", "entries", "s", "kept of all", "slowest get ms");
      long lost = joins(nodes, first, keys, held) + leaves(nodes, first, keys, held);
      System.out.println(lost == 0 ? "nothing was lost: met" : lost + " entries were lost: MISSED");
      return lost == 0 ? 0 : 1;
    }
  }

  private static long joins(
      LocalNodes nodes, ActorSystem<Void> first, List<CacheKey> keys, long held)
      throws InterruptedException {
    ClusterKvCache cache = LocalNodes.cache(first);
    ActorSystem<Void> second;
    Prober prober = new Prober(cache, keys);
    long started;
    double seconds;
    try (prober) {
      second = nodes.join();
      int half = cache.segments() / 2;
      LocalNodes.await(first, cache.segments());
      while (LocalNodes.segments(first) == cache.segments()) {
        Thread.onSpinWait();
      }
      started = System.nanoTime();
      LocalNodes.await(first, half);
      LocalNodes.await(second, half);
      seconds = (System.nanoTime() - started) / 1e9;
    }
    return row("a node joined", moved(cache, second), seconds, present(cache, keys), held, prober);
  }

  private static long leaves(
      LocalNodes nodes, ActorSystem<Void> first, List<CacheKey> keys, long held)
      throws InterruptedException {
    ClusterKvCache cache = LocalNodes.cache(first);
    ActorSystem<Void> second = nodes.last();
    Moved moved = moved(cache, second);
    Prober prober = new Prober(cache, keys);
    double seconds;
    try (prober) {
      long started = System.nanoTime();
      second.terminate();
      second.getWhenTerminated().toCompletableFuture().join();
      LocalNodes.await(first, cache.segments());
      seconds = (System.nanoTime() - started) / 1e9;
    }
    return row("it left in order", moved, seconds, present(cache, keys), held, prober);
  }

  /** What segments hold that live on a node. */
  private record Moved(long bytes, long entries) {}

  private static Moved moved(ClusterKvCache cache, ActorSystem<Void> node) {
    List<Answer.Description> all =
        cache.everySegment().describe("bench").toCompletableFuture().join();
    long bytes = 0;
    long entries = 0;
    for (int segment = 0; segment < all.size(); segment++) {
      if (LocalCells.of(node).find(segment).isPresent()) {
        TierTally hot = all.get(segment).tiers().get(0);
        bytes += hot.bytes();
        entries += hot.entries();
      }
    }
    return new Moved(bytes, entries);
  }

  /** Returns how many entries were lost. */
  private static long row(
      String name, Moved moved, double seconds, long kept, long held, Prober prober) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-22s %5.1f MB %10d %8.2f %12s %14.1f",
            name,
            moved.bytes() / 1e6,
            moved.entries(),
            seconds,
            kept + "/" + held,
            prober.slowestMillis()));
    return held - kept;
  }

  private static void fill(ClusterKvCache cache, List<CacheKey> keys) {
    SplittableRandom random = new SplittableRandom(1);
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      CompletableFuture.allOf(
              keys.subList(from, Math.min(keys.size(), from + AT_ONCE)).stream()
                  .map(key -> put(cache, key, random))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  private static CompletableFuture<Void> put(
      ClusterKvCache cache, CacheKey key, SplittableRandom random) {
    byte[] value = new byte[VALUE_BYTES];
    random.nextBytes(value);
    return cache.put(key, value, Duration.ofHours(1), Duration.ofMillis(10)).toCompletableFuture();
  }

  private static long present(ClusterKvCache cache, List<CacheKey> keys) {
    long found = 0;
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      Map<CacheKey, byte[]> values =
          cache
              .getAll(keys.subList(from, Math.min(keys.size(), from + AT_ONCE)))
              .toCompletableFuture()
              .join();
      found += values.size();
    }
    return found;
  }
}
