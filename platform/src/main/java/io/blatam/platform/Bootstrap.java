package io.blatam.platform;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.blatam.platform.artifact.ArtifactSettings;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.audit.AuditLog;
import io.blatam.platform.audit.AuditSettings;
import io.blatam.platform.cluster.DatabaseLease;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseSettings;
import io.blatam.platform.database.PersistenceConfig;
import io.blatam.platform.database.SystemDatabase;
import io.blatam.platform.event.DomainEvents;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Revocations;
import io.blatam.platform.identity.SecretFiles;
import io.blatam.platform.metrics.PrometheusScrape;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts what every process of the platform has, in the order in which it can fail with a clear
 * message.
 */
public final class Bootstrap {

  private static final String SYSTEM = "blatam";
  private static final long UP_SECONDS = 60;

  private Bootstrap() {}

  /**
   * The configuration of a process: system properties, then the operator's file, then our view of
   * Akka, then every {@code reference.conf}.
   *
   * @param operator the operator's settings; empty when there is no file
   */
  public static Config configuration(Config operator) {
    return ConfigFactory.defaultOverrides()
        .withFallback(operator)
        .withFallback(ConfigFactory.parseResourcesAnySyntax("akka-defaults"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  /**
   * Database first (it is what most often is not there), then the actor system on top of it.
   *
   * @param config from {@link #configuration}
   * @throws StartupException with one line for the operator
   */
  public static Platform start(Config config) {
    PlatformSettings settings = PlatformSettings.of(config);
    DatabaseSettings databaseSettings = databaseSettings(config);
    new SecretFiles(settings.secretsDir());
    Database database = Database.open(databaseSettings);
    try {
      Revocations revocations = Revocations.load(database);
      Identity identity =
          identity(settings, databaseSettings, database).refusing(revocations::contains);
      ActorSystem<Void> system = actorSystem(config, settings, databaseSettings);
      SystemDatabase.provide(system, database);
      closeAfterEverythingElse(system, database);
      PrometheusScrape.start(system.settings().config());
      joinCluster(system, settings);
      awaitUp(system);
      revocations.follow(system, settings.revocationsRefresh());
      return new Platform(
          system,
          system.settings().config(),
          database,
          artifacts(config, database, system),
          identity,
          revocations,
          DomainEvents.start(system),
          AuditLog.start(AuditSettings.of(config), database, system),
          Clock.systemUTC());
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Identity identity(
      PlatformSettings settings, DatabaseSettings databaseSettings, Database database) {
    return databaseSettings.embedded()
        ? Identity.load(settings.secretsDir(), Clock.systemUTC())
        : Identity.shared(database.dataSource(), settings.secretsDir(), Clock.systemUTC());
  }

  private static ArtifactStore artifacts(
      Config config, Database database, ActorSystem<Void> system) {
    ArtifactStore artifacts =
        ArtifactStore.open(ArtifactSettings.of(config), database, system, Clock.systemUTC());
    artifacts
        .sweep()
        .exceptionally(
            failure -> {
              system.log().warn("uploads left behind stay for now: {}", failure.getMessage());
              return 0;
            });
    return artifacts;
  }

  private static DatabaseSettings databaseSettings(Config config) {
    try {
      return DatabaseSettings.of(config);
    } catch (IllegalArgumentException e) {
      throw new StartupException(e.getMessage(), e);
    }
  }

  private static ActorSystem<Void> actorSystem(
      Config config, PlatformSettings settings, DatabaseSettings databaseSettings) {
    Config derived =
        splitBrain(databaseSettings)
            .withValue("akka.remote.artery.canonical.hostname", value(settings.clusterHost()))
            .withValue("akka.remote.artery.canonical.port", value(settings.clusterPort()))
            .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(settings.roles()))
            .withValue("akka.management.http.hostname", value(settings.bind()))
            .withValue("akka.management.http.port", value(settings.managementPort()));
    try {
      return ActorSystem.create(
          Behaviors.empty(),
          SYSTEM,
          derived.withFallback(PersistenceConfig.of(databaseSettings)).withFallback(config));
    } catch (RuntimeException e) {
      throw new StartupException(
          "can not start the actor system on %s:%d: %s; stop the process that holds the port or set blatam.cluster.port"
              .formatted(settings.clusterHost(), settings.clusterPort(), rootMessage(e)),
          e);
    }
  }

  /**
   * Where nodes share a database it decides who goes on; alone, there is nobody to lose. See {@link
   * DatabaseLease}: a majority would end the survivor of two whenever the lower address dies.
   */
  private static Config splitBrain(DatabaseSettings databaseSettings) {
    return ConfigFactory.empty()
        .withValue(
            "akka.cluster.split-brain-resolver.active-strategy",
            value(databaseSettings.embedded() ? "keep-majority" : "lease-majority"));
  }

  private static void joinCluster(ActorSystem<Void> system, PlatformSettings settings) {
    if (settings.managementEnabled()) {
      startManagement(system, settings);
    }
    switch (settings.join()) {
      case SELF -> {
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
      }
      case SEEDS -> Cluster.get(system); // joins akka.cluster.seed-nodes by itself
      case BOOTSTRAP -> ClusterBootstrap.get(system).start();
      default -> throw new IllegalStateException("unknown way to join: " + settings.join());
    }
  }

  /**
   * Only a member that is up can own shards; leaving before that would also make an orderly stop
   * wait in vain.
   */
  private static void awaitUp(ActorSystem<Void> system) {
    CompletableFuture<Void> up = new CompletableFuture<>();
    akka.cluster.Cluster.get(system).registerOnMemberUp(() -> up.complete(null));
    system
        .getWhenTerminated()
        .whenComplete(
            (done, failure) -> up.completeExceptionally(new IllegalStateException("ended")));
    try {
      up.get(UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while starting", e);
    } catch (ExecutionException | TimeoutException e) {
      system.terminate();
      if (refused(system)) {
        throw new StartupException(
            "the cluster does not let this node in: a setting that all nodes have to share, such as"
                + " blatam.kvcache.segments, is not that of the others; the log of a node that is in"
                + " names it, behind \"Found incompatible settings\"",
            e);
      }
      throw new StartupException(
          "not a member of the cluster after "
              + UP_SECONDS
              + " s; check blatam.cluster.join and that the other nodes can be reached",
          e);
    }
  }

  private static boolean refused(ActorSystem<Void> system) {
    return CoordinatedShutdown.get(system)
        .getShutdownReason()
        .filter(CoordinatedShutdown.incompatibleConfigurationDetectedReason()::equals)
        .isPresent();
  }

  private static void startManagement(ActorSystem<Void> system, PlatformSettings settings) {
    try {
      AkkaManagement.get(system).start().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while starting", e);
    } catch (Exception e) {
      system.terminate();
      throw new StartupException(
          "management: can not listen on %s:%d; stop the process that holds the port or set blatam.management.port"
              .formatted(settings.bind(), settings.managementPort()),
          e);
    }
  }

  /** The journal and the stores of all services write until their actors have stopped. */
  private static void closeAfterEverythingElse(ActorSystem<Void> system, Database database) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseActorSystemTerminate(),
            "close-database-when-terminated",
            () -> {
              system.getWhenTerminated().thenRunAsync(database::close, Runnable::run);
              return CompletableFuture.completedFuture(akka.Done.getInstance());
            });
  }

  private static com.typesafe.config.ConfigValue value(Object value) {
    return ConfigValueFactory.fromAnyRef(value);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
