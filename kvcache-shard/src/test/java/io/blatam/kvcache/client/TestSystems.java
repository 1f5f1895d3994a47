package io.blatam.kvcache.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.platform.Bootstrap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Actor systems as small as the cache can live in. */
final class TestSystems {

  private TestSystems() {}

  /** One that is not clustered: its segments are plain local actors. */
  static ActorSystem<Void> local(String settings) {
    return ActorSystem.create(
        Behaviors.empty(), "kv-local", config(settings + "\nakka.actor.provider = local"));
  }

  /** A member of a cluster; the first one founds it, further ones are given the first. */
  static ActorSystem<Void> founder() {
    return founder("");
  }

  static ActorSystem<Void> founder(String settings) {
    ActorSystem<Void> system = member(settings);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return system;
  }

  static ActorSystem<Void> joining(ActorSystem<Void> founder) {
    return joining(founder, "");
  }

  static ActorSystem<Void> joining(ActorSystem<Void> founder, String settings) {
    ActorSystem<Void> system = member(settings);
    Cluster.get(system).manager().tell(Join.create(Cluster.get(founder).selfMember().address()));
    return system;
  }

  /** One that could be a member but has joined nothing. */
  static ActorSystem<Void> unjoined(String settings) {
    return member(settings);
  }

  private static ActorSystem<Void> member(String settings) {
    return ActorSystem.create(
        Behaviors.empty(),
        "kv-cluster",
        config(
            """
            akka.actor.provider = cluster
            akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            akka.cluster.jmx.multi-mbeans-in-same-jvm = on
            akka.cluster.min-nr-of-members = 1
            """
                + settings));
  }

  /** Returns when each of these knows of {@code count} members, all up. */
  static void awaitMembers(int count, List<ActorSystem<Void>> systems) {
    TestProbe<Void> probe = TestProbe.create(systems.get(0));
    for (ActorSystem<Void> system : systems) {
      probe.awaitAssert(
          Duration.ofSeconds(40),
          () -> {
            assertThat(
                    StreamSupport.stream(
                        Cluster.get(system).state().getMembers().spliterator(), false))
                .hasSize(count)
                .allMatch(member -> member.status() == MemberStatus.up());
            return null;
          });
    }
  }

  /** For {@link #awaitEvenSegments}, which otherwise takes its time. */
  static final String QUICK_MOVES = "blatam.kvcache.hand-over.rebalance-interval = 300 ms\n";

  /**
   * Returns when every segment answers and each of these systems has as many as the others: until
   * then segments move, and whoever asks one on its way may be told that it did not answer.
   */
  static void awaitEvenSegments(List<ActorSystem<Void>> systems) {
    systems.forEach(KvCacheExtension::of);
    ClusterKvCache first = KvCacheExtension.of(systems.get(0));
    TestProbe.create(systems.get(0))
        .awaitAssert(
            Duration.ofSeconds(40),
            () -> {
              first
                  .everySegment()
                  .describeEach("acme")
                  .toCompletableFuture()
                  .get(20, TimeUnit.SECONDS);
              assertThat(systems)
                  .extracting(system -> segmentsOf(system, first.segments()))
                  .containsOnly(first.segments() / systems.size());
              return null;
            });
  }

  private static int segmentsOf(ActorSystem<Void> system, int segments) {
    return (int)
        IntStream.range(0, segments)
            .filter(segment -> LocalCells.of(system).find(segment).isPresent())
            .count();
  }

  private static Config config(String settings) {
    return Bootstrap.configuration(
        ConfigFactory.parseString(
            settings
                + """

                akka.coordinated-shutdown.exit-jvm = off
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                """));
  }
}
