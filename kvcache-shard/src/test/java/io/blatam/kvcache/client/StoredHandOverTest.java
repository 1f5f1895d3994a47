package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.SystemDatabase;
import io.blatam.platform.testkit.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Segments that move while the store does not have what they have acknowledged. */
@Timeout(120)
class StoredHandOverTest {

  @TempDir Path directory;

  @Test
  void leave_unsavedWrites_areReadOnTheOtherNode() throws Exception {
    try (Database database = Engine.H2.open(directory)) {
      ActorSystem<Void> first = member(database);
      Cluster founding = Cluster.get(first);
      founding.manager().tell(Join.create(founding.selfMember().address()));
      ActorSystem<Void> second = member(database);
      Cluster.get(second).manager().tell(Join.create(founding.selfMember().address()));
      awaitTwo(first);
      TestSystems.awaitEvenSegments(List.of(first, second));
      List<CacheKey> keys =
          IntStream.range(0, 500).mapToObj(i -> new CacheKey("acme", "back", "key-" + i)).toList();
      for (CacheKey key : keys) {
        byte[] value = key.key().getBytes(StandardCharsets.UTF_8);
        KvCache.get(second)
            .put(key, value, Duration.ofHours(1), Duration.ZERO)
            .toCompletableFuture()
            .get(20, SECONDS);
      }

      first.terminate();
      first.getWhenTerminated().toCompletableFuture().get(60, SECONDS);

      for (CacheKey key : keys) {
        CompletableFuture<Optional<byte[]>> got =
            KvCache.get(second).get(key).toCompletableFuture();
        assertThat(got.get(20, SECONDS)).hasValue(key.key().getBytes(StandardCharsets.UTF_8));
      }
      second.terminate();
      second.getWhenTerminated().toCompletableFuture().get(60, SECONDS);
    }
  }

  private static ActorSystem<Void> member(Database database) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "kv-stored",
            Bootstrap.configuration(
                ConfigFactory.parseString(
                    """
                    akka.actor.provider = cluster
                    akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    akka.cluster.jmx.multi-mbeans-in-same-jvm = on
                    akka.coordinated-shutdown.exit-jvm = off
                    akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    blatam.kvcache {
                      segments = 8
                      hand-over.rebalance-interval = 300 ms
                      namespaces.back { write = back, write-back.max-delay = 1 h }
                    }
                    """)));
    SystemDatabase.provide(system, database);
    return system;
  }

  private static void awaitTwo(ActorSystem<Void> system) {
    TestProbe.create(system)
        .awaitAssert(
            Duration.ofSeconds(40),
            () -> {
              assertThat(
                      StreamSupport.stream(
                          Cluster.get(system).state().getMembers().spliterator(), false))
                  .hasSize(2)
                  .allMatch(member -> member.status() == MemberStatus.up());
              return null;
            });
  }
}
