package io.blatam.bul.kill;

import akka.http.javadsl.server.Directives;
import io.blatam.bul.http.DocumentRoutes;
import io.blatam.bul.http.QueueRoutes;
import io.blatam.bul.queue.QueuedDocuments;
import io.blatam.bul.store.VersionTable;
import io.blatam.platform.Platform;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One node in a JVM of its own; {@link #kill} leaves it no time for anything. */
final class KillNode {

  private static final int START_SECONDS = 90;

  /** Whose documents are asked for: the queue of each is on a node of its own choosing. */
  static final List<String> TENANTS = List.of("acme", "rival", "third");

  /**
   * How callers reach it, once it is up.
   *
   * @param tokens of the {@link #TENANTS}, in their order
   */
  record Door(URI server, List<String> tokens) {}

  private final Process process;
  private final CompletableFuture<Door> door = new CompletableFuture<>();
  private final StringBuilder said = new StringBuilder();

  private KillNode(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "node-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * @param settings further settings, as HOCON
   */
  static KillNode start(Path directory, int port, List<Integer> seeds, String settings) {
    try {
      return new KillNode(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx320m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  directory.toString(),
                  cluster(port, seeds) + settings)
              .redirectErrorStream(true)
              .start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String cluster(int port, List<Integer> seeds) {
    String addresses =
        String.join(
            ", ", seeds.stream().map(seed -> "\"akka://blatam@127.0.0.1:" + seed + "\"").toList());
    return """
    blatam.cluster { join = seeds, port = %d }
    akka.cluster.seed-nodes = [%s]
    """
        .formatted(port, addresses);
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("serving ")) {
          List<String> serving = List.of(line.split(" "));
          door.complete(new Door(URI.create(serving.get(1)), serving.subList(2, serving.size())));
          continue; // Tokens are nobody's business.
        }
        synchronized (said) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException gone) {
      // Killed while it spoke.
    }
    door.completeExceptionally(new IllegalStateException("the node ended"));
  }

  /** Waits until it serves. */
  Door door() {
    try {
      return door.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (Exception late) {
      throw new IllegalStateException("a node did not start: " + words(), late);
    }
  }

  /** Its door, if it is open. */
  Optional<Door> open() {
    return alive() && door.isDone() && !door.isCompletedExceptionally()
        ? Optional.of(door.join())
        : Optional.empty();
  }

  boolean alive() {
    return process.isAlive();
  }

  void kill() {
    process.toHandle().destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  String words() {
    synchronized (said) {
      return said.toString();
    }
  }

  /** What the forked JVM runs. */
  static final class Main {
    public static void main(String[] arguments) {
      ScratchPlatform scratch = ScratchPlatform.start(Path.of(arguments[0]), arguments[1]);
      Platform platform = scratch.platform();
      QueuedDocuments documents = QueuedDocuments.start(platform, new PacedProduction());
      URI server =
          scratch.serve(
              "bul",
              Directives.concat(
                  new DocumentRoutes(
                          documents,
                          new VersionTable(platform.database()),
                          platform.identity(),
                          platform.artifacts())
                      .routes(),
                  new QueueRoutes(documents.queue(), platform.identity()).routes()));
      // Like the platform's own: what the cluster has put out ends, and is started again.
      platform.system().getWhenTerminated().thenRun(() -> Runtime.getRuntime().halt(1));
      System.out.println(
          TENANTS.stream()
              .map(tenant -> scratch.token(tenant, "documents"))
              .collect(Collectors.joining(" ", "serving " + server + " ", "")));
      System.out.flush();
    }
  }
}
