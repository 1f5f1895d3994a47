package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.client.KvCacheExtension;
import io.blatam.kvcache.settings.RespSettings;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door on a free port with a cache of its own behind it. */
final class ScratchDoor implements AutoCloseable {

  private final ActorSystem<Void> system;
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Identity identity;
  private final RespDoor door;

  ScratchDoor(String... settings) {
    Config config =
        Bootstrap.configuration(
            ConfigFactory.parseString(
                """
                akka.actor.provider = local
                akka.coordinated-shutdown.exit-jvm = off
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                blatam.kv-cache.resp.port = 0
                """
                    + String.join("\n", settings)));
    system = ActorSystem.create(Behaviors.empty(), "resp-door", config);
    identity = identity().refusing(revoked::contains);
    door = started(config);
  }

  /**
   * Two nodes of one cluster, each with a door; segments live on both.
   *
   * @param settings of both
   */
  static List<ScratchDoor> cluster(String... settings) {
    String[] clustered = Arrays.copyOf(settings, settings.length + 1);
    clustered[settings.length] =
        """
        akka.actor.provider = cluster
        akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
        akka.cluster.jmx.multi-mbeans-in-same-jvm = on
        akka.cluster.min-nr-of-members = 2
        """;
    List<ScratchDoor> doors = List.of(new ScratchDoor(clustered), new ScratchDoor(clustered));
    Address founder = Cluster.get(doors.get(0).system).selfMember().address();
    doors.forEach(door -> Cluster.get(door.system).manager().tell(Join.create(founder)));
    TestProbe<Void> probe = TestProbe.create(doors.get(0).system);
    probe.awaitAssert(
        Duration.ofSeconds(60),
        () -> {
          for (ScratchDoor door : doors) {
            assertThat(LocalCells.of(door.system).count()).isPositive();
          }
          return null;
        });
    return doors;
  }

  /** The cache behind it. */
  ClusterKvCache cache() {
    return KvCacheExtension.of(system);
  }

  ActorSystem<?> system() {
    return system;
  }

  private RespDoor started(Config config) {
    try {
      return RespDoor.start(system, RespSettings.from(config), identity);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Identity identity() {
    try {
      return Identity.load(Files.createTempDirectory("resp-door"), Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.port();
  }

  /** Accounts that were disabled. */
  Set<String> revoked() {
    return revoked;
  }

  Identity issuer() {
    return identity;
  }

  String token(String subject, String tenant) {
    return identity.issue(new Principal(subject, tenant, Set.of()), Duration.ofMinutes(5));
  }

  RespClient client() throws IOException {
    return new RespClient(port());
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
