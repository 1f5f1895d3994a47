package io.blatam.benchmarks.copies;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.client.KvCacheExtension;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.platform.Bootstrap;
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
  private static final Duration START = Duration.ofSeconds(60);

  private static final String SETTINGS =
      """
      akka.actor.provider = cluster
      akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      akka.cluster.jmx.multi-mbeans-in-same-jvm = on
      akka.coordinated-shutdown.exit-jvm = off
      akka.loglevel = ERROR
      blatam.kvcache.namespaces.hot.copies.enabled = on
      """;

  private CopiesBench() {}

  /**
   * @return the exit code: 0 if copies make reads elsewhere faster
   */
  public static int run() throws InterruptedException {
    ActorSystem<Void> owner = node();
    join(owner, owner);
    KvCacheExtension.of(owner);
    ActorSystem<Void> other = node();
    join(other, owner);
    ClusterKvCache reader = KvCacheExtension.of(other);
    try {
      awaitSpread(owner, other);
      return table(owner, reader);
    } finally {
      other.terminate();
      owner.terminate();
    }
  }

  private static int table(ActorSystem<Void> owner, ClusterKvCache reader) {
    ClusterKvCache writer = KvCacheExtension.of(owner);
    CacheKey plain = ownedBy(owner, "plain", writer.segments());
    CacheKey hot = ownedBy(owner, "hot", writer.segments());
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
    System.out.printf("copies are %.1f times as fast: %s%n", with / without, met ? "met" : "MISSED");
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

  private static CacheKey ownedBy(ActorSystem<Void> system, String namespace, int segments) {
    return IntStream.range(0, 100_000)
        .mapToObj(i -> new CacheKey("bench", namespace, "key-" + i))
        .filter(key -> LocalCells.of(system).find(key.segment(segments)).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static ActorSystem<Void> node() {
    return ActorSystem.create(
        Behaviors.empty(), "copies", Bootstrap.configuration(ConfigFactory.parseString(SETTINGS)));
  }

  private static void join(ActorSystem<Void> system, ActorSystem<Void> member) {
    Cluster.get(system).manager().tell(Join.create(Cluster.get(member).selfMember().address()));
  }

  /** Both nodes own segments, and those are as old as what an owner waits for at first. */
  private static void awaitSpread(ActorSystem<Void> owner, ActorSystem<Void> other)
      throws InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    int quarter = KvCacheExtension.of(owner).segments() / 4;
    while (segments(owner) < quarter || segments(other) < quarter) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("segments are not spread after " + START.toSeconds() + " s");
      }
      KvCacheExtension.of(owner).describeEach("bench").toCompletableFuture().join();
      TimeUnit.MILLISECONDS.sleep(500);
    }
    TimeUnit.SECONDS.sleep(4);
  }

  private static long segments(ActorSystem<Void> system) {
    return IntStream.range(0, KvCacheExtension.of(system).segments())
        .filter(segment -> LocalCells.of(system).find(segment).isPresent())
        .count();
  }
}
