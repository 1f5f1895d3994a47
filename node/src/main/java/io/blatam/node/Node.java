package io.blatam.node;

import akka.actor.CoordinatedShutdown;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.server.Route;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.settings.NamespacesOfAll;
import io.blatam.node.console.ConsoleRoutes;
import io.blatam.node.launch.Installation;
import io.blatam.node.launch.RunFile;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.KnownSettings;
import io.blatam.platform.Platform;
import io.blatam.platform.PlatformSettings;
import io.blatam.platform.Service;
import io.blatam.platform.StartupException;
import io.blatam.platform.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform: one process that runs the services its configuration names.
 *
 * <p>What the operator can mend (a taken port, a wrong setting, a database that is not there) is
 * said in one line on the standard error, and the exit code is 1.
 */
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final String GATEWAY = "gateway";

  /** Where the installation is: of the launcher, not of the operator. */
  private static final String HOME = "blatam.home";

  private static final long BIND_SECONDS = 20;

  private final Platform platform;
  private final AtomicBoolean ready = new AtomicBoolean();

  private Node(Platform platform) {
    this.platform = platform;
  }

  public static void main(String[] arguments) {
    try {
      Platform platform = Bootstrap.start(configuration());
      OrderlyExit.onTermination(platform.system());
      try {
        new Node(platform).start();
      } catch (RuntimeException e) {
        OrderlyExit.stop(platform.system());
        throw e;
      }
    } catch (StartupException | ConfigException e) {
      fail(e.getMessage(), e);
    } catch (Throwable e) {
      // A defect of ours. Threads that were started would keep a process alive that serves nothing.
      LOG.error("start failed", e);
      fail("could not start: " + e, e);
    }
  }

  private static void fail(String line, Throwable cause) {
    System.err.println("blatam: " + line);
    LOG.debug("start failed", cause);
    System.exit(1);
  }

  private static Config configuration() {
    Optional<Path> file = Optional.ofNullable(System.getProperty("config.file")).map(Path::of);
    Config operator = file.map(Installation::readOperatorsFile).orElse(ConfigFactory.empty());
    Config reference = KnownSettings.reference();
    KnownSettings.require(operator, reference);
    KnownSettings.require(ConfigFactory.defaultOverrides().withoutPath(HOME), reference);
    return NamespacesOfAll.in(
        Bootstrap.configuration(operator.withFallback(LocalUpstreams.of(operator))));
  }

  private void start() {
    endWithTheActorSystem();
    PlatformSettings settings = PlatformSettings.of(platform.config());
    List<Service> wanted = Services.of(settings, ConsoleRoutes.create());
    var bound = new ArrayList<ServerBinding>();
    for (Service service : wanted) {
      // One door after the other: a taken port is said before the gateway makes accounts.
      Route routes = service.start(platform);
      bound.add(await(bind(settings, service, routes).toCompletableFuture()));
    }
    announce(settings, wanted, bound);
  }

  /**
   * A node that the others went on without has ended its actors; what is left of the process would
   * serve nothing. It ends too, with 1, so that whatever supervises it starts it anew.
   */
  private void endWithTheActorSystem() {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(platform.system());
    platform
        .system()
        .getWhenTerminated()
        .thenAccept(
            done ->
                shutdown
                    .getShutdownReason()
                    .filter(reason -> reason == CoordinatedShutdown.clusterDowningReason())
                    .ifPresent(
                        reason -> {
                          System.err.println(
                              "blatam: the rest of the cluster can not be seen and goes on without this"
                                  + " node, or the database could not be asked who goes on; start it"
                                  + " again");
                          System.exit(1);
                        }));
  }

  private java.util.concurrent.CompletionStage<ServerBinding> bind(
      PlatformSettings settings, Service service, Route routes) {
    String setting = "blatam." + service.name() + ".port";
    Config config = platform.config();
    int port = config.hasPath(setting) ? config.getInt(setting) : service.defaultPort();
    return HttpServer.bind(
        platform.system(), service.name(), settings.bind(), port, routes, this::isReady);
  }

  /** Every door open, and not yet on the way out. */
  private boolean isReady() {
    return ready.get() && CoordinatedShutdown.get(platform.system()).getShutdownReason().isEmpty();
  }

  private static ServerBinding await(CompletableFuture<ServerBinding> door) {
    try {
      return door.get(BIND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause();
      throw cause instanceof StartupException known
          ? known
          : new StartupException("a port could not be opened: " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new StartupException("a port could not be opened in " + BIND_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while starting", e);
    }
  }

  private void announce(
      PlatformSettings settings, List<Service> services, List<ServerBinding> bound) {
    double seconds =
        (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1000.0;
    var runFile = new RunFile(settings.dataDir().resolve("run.json"));
    String url = url(services, bound);
    try {
      runFile.write(url, seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CoordinatedShutdown.get(platform.system())
        .addTask(
            CoordinatedShutdown.PhaseActorSystemTerminate(),
            "remove-run-file",
            () ->
                CompletableFuture.runAsync(() -> removeRunFile(runFile), Runnable::run)
                    .thenApply(gone -> akka.Done.getInstance()));
    ready.set(true);
    LOG.info(
        "ready in {} s: {} at {}",
        String.format(java.util.Locale.ROOT, "%.1f", seconds),
        String.join(", ", services.stream().map(Service::name).toList()),
        url);
  }

  private static void removeRunFile(RunFile runFile) {
    try {
      runFile.removeOwn();
    } catch (IOException e) {
      LOG.warn("{} can not be removed: {}", runFile.path(), e.getMessage());
    }
  }

  /** The address to call: the gateway's, or the first service's where this process has none. */
  private static String url(List<Service> services, List<ServerBinding> bound) {
    int door = 0;
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).name().equals(GATEWAY)) {
        door = i;
      }
    }
    InetSocketAddress address = bound.get(door).localAddress();
    String host =
        address.getAddress().isAnyLocalAddress()
            ? "127.0.0.1"
            : address.getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
