package io.blatam.benchmarks.cluster;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Nodes in this process that talk by Artery over loopback, so they share its processors. */
public final class LocalNodes implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SETTINGS =
      """
      akka.actor.provider = cluster
      akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      akka.cluster.jmx.multi-mbeans-in-same-jvm = on
      akka.coordinated-shutdown.exit-jvm = off
      akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      akka.loglevel = ERROR
      """;

  private final String settings;
  private final List<ActorSystem<Void>> nodes = new ArrayList<>();

  /**
   * @param settings what all nodes have besides
   */
  public LocalNodes(String settings) {
    this.settings = settings;
  }

  /** One more node, whose cache has been started; the first founds the cluster. */
  public ActorSystem<Void> join() {
    ActorSystem<Void> node =
        ActorSystem.create(
            Behaviors.empty(),
            "bench",
            Bootstrap.configuration(ConfigFactory.parseString(SETTINGS + settings)));
    nodes.add(node);
    Cluster.get(node).manager().tell(Join.create(Cluster.get(nodes.get(0)).selfMember().address()));
    KvCacheExtension.of(node);
    return node;
  }

  /** The node that joined last. */
  public ActorSystem<Void> last() {
    return nodes.get(nodes.size() - 1);
  }

  public static ClusterKvCache cache(ActorSystem<Void> node) {
    return KvCacheExtension.of(node);
  }

  /** How many segments live on the node and serve. */
  public static int segments(ActorSystem<Void> node) {
    return (int)
        IntStream.range(0, cache(node).segments())
            .filter(segment -> LocalCells.of(node).find(segment).isPresent())
            .count();
  }

  public static boolean owns(ActorSystem<Void> node, CacheKey key) {
    return LocalCells.of(node).find(key.segment(cache(node).segments())).isPresent();
  }

  /** Returns when the node has so many segments that serve. */
  public static void await(ActorSystem<Void> node, int segments) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (segments(node) != segments) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "a node has " + segments(node) + " segments after " + PATIENCE + ", not " + segments);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Brings every segment to life; returns when all of them answer. */
  public static void wake(ActorSystem<Void> node) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!cache(node).everySegment().describeEach("bench").toCompletableFuture().join().stream()
        .allMatch(Optional::isPresent)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("segments do not answer after " + PATIENCE);
      }
    }
  }

  @Override
  public void close() {
    nodes.forEach(ActorSystem::terminate);
  }
}
