package io.blatam.platform.testkit;

import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.server.Route;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.Platform;
import io.blatam.platform.http.HttpServer;
import io.blatam.platform.identity.Principal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A whole platform (cluster of one, embedded database, secrets) on a scratch folder and free ports.
 * A second one on the same folder, after the first has stopped, is a restart.
 */
public final class ScratchPlatform implements AutoCloseable {

  private final Platform platform;

  private ScratchPlatform(Platform platform) {
    this.platform = platform;
  }

  public static ScratchPlatform start(Path dataDir) {
    return start(dataDir, "");
  }

  /**
   * @param settings further settings in HOCON, such as {@code blatam.database.url = "…"}
   */
  public static ScratchPlatform start(Path dataDir, String settings) {
    Config scratch =
        ConfigFactory.parseString(
            """
            blatam.data-dir = "%s"
            blatam.cluster.port = 0
            blatam.management.enabled = off
            akka.cluster.jmx.multi-mbeans-in-same-jvm = on
            akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            """
                .formatted(dataDir));
    return new ScratchPlatform(
        Bootstrap.start(
            Bootstrap.configuration(ConfigFactory.parseString(settings).withFallback(scratch))));
  }

  public Platform platform() {
    return platform;
  }

  /** Binds routes to a free port of the loopback address. @return the address to call */
  public URI serve(String service, Route routes) {
    try {
      ServerBinding binding =
          HttpServer.bind(platform.system(), service, "127.0.0.1", 0, routes, () -> true)
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);
      return URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
    } catch (Exception e) {
      throw new IllegalStateException("can not serve " + service, e);
    }
  }

  /** A valid bearer token of a caller of {@code tenant} with {@code scopes}. */
  public String token(String tenant, String... scopes) {
    return platform
        .identity()
        .issue(new Principal("tester", tenant, Set.of(scopes)), Duration.ofMinutes(10));
  }

  /** Stops as SIGTERM would, and waits. */
  @Override
  public void close() {
    platform.system().terminate();
    try {
      platform.system().getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the platform did not stop", e);
    }
  }
}
