package io.blatam.benchmarks.copies;

import akka.actor.typed.ActorSystem;
import io.blatam.benchmarks.cluster.LocalNodes;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.client.ClusterKvCache;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * {@code ./blatam bench copies}: one key of 1 KB, read at the node that owns it, and at one that
 * does not, without copies and with. Two nodes in this process that talk by Artery over loopback,
 * so both sides share its processors.
 */
public final class CopiesBench {

  private static final int VALUE_BYTES = 1_000;
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final int CALLERS = 64;
  private static final int WRITES_A_SECOND = 20;

  /** Longer than an owner waits at first, for what its predecessor may have lent. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private CopiesBench() {}

  /**
   * @return the exit code: 0 if copies make reads elsewhere faster
   */
  public static int run() throws InterruptedException {
    try (LocalNodes nodes = new LocalNodes("blatam.kvcache.namespaces.hot.copies.enabled = on\n")) {
      ActorSystem<Void> owner = nodes.join();
      LocalNodes.wake(owner);
      ActorSystem<Void> other = nodes.join();
      int half = LocalNodes.cache(owner).segments() / 2;
      // A segment that held nothing when it moved comes to life when it is asked for something.
      while (LocalNodes.segments(owner) != half || LocalNodes.segments(other) != half) {
        LocalNodes.wake(owner);
        TimeUnit.MILLISECONDS.sleep(500);
      }
      TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
      return table(owner, LocalNodes.cache(other));
    }
  }

  private static int table(ActorSystem<Void> owner, ClusterKvCache reader) {
    ClusterKvCache writer = LocalNodes.cache(owner);
    CacheKey plain = ownedBy(owner, "plain");
    CacheKey hot = ownedBy(owner, "hot");
    for (CacheKey key : List.of(plain, hot)) {
      put(writer, key);
    }
    Readers warmUp = new Readers(reader, plain, CALLERS);
    warmUp.read(ROUND);
    System.out.println(Figures.header());
    print("at its owner", new Readers(writer, plain, 1), new Readers(writer, plain, CALLERS));
    double without =
        print(
            "elsewhere, no copies",
            new Readers(reader, plain, 1),
            new Readers(reader, plain, CALLERS));
    double with =
        print("elsewhere, copies", new Readers(reader, hot, 1), new Readers(reader, hot, CALLERS));
    for (CacheKey key : List.of(plain, hot)) {
      try (Writes writes = new Writes(writer, key, new byte[VALUE_BYTES], WRITES_A_SECOND)) {
        print(
            (key.equals(hot) ? "copies, " : "no copies, ") + WRITES_A_SECOND + " writes a second",
            new Readers(reader, key, 1),
            new Readers(reader, key, CALLERS));
        System.out.println(writes.row());
      }
    }
    boolean met = with > without;
    System.out.printf(
        "copies are %.1f times as fast: %s%n", with / without, met ? "met" : "MISSED");
    return met ? 0 : 1;
  }

  /** Returns gets a second of many callers. */
  private static double print(String name, Readers alone, Readers many) {
    Figures one = alone.read(ROUND);
    Figures all = many.read(ROUND);
    System.out.println(Figures.row(name, one, all));
    return all.perSecond();
  }

  private static void put(ClusterKvCache cache, CacheKey key) {
    cache
        .put(key, new byte[VALUE_BYTES], Duration.ofHours(1), Duration.ofMillis(100))
        .toCompletableFuture()
        .join();
  }

  private static CacheKey ownedBy(ActorSystem<Void> node, String namespace) {
    return IntStream.range(0, 100_000)
        .mapToObj(i -> new CacheKey("bench", namespace, "key-" + i))
        .filter(key -> LocalNodes.owns(node, key))
        .findFirst()
        .orElseThrow();
  }
}
