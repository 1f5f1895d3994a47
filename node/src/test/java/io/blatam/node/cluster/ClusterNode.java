package io.blatam.node.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.ApiFailure;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A real process of the platform that joins others through seed nodes. It can be killed, stopped
 * and started again on the same folder and ports.
 */
final class ClusterNode implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Path home;
  private final Map<String, String> settings = new TreeMap<>();
  private final String url;
  private Process process;

  /**
   * @param ports one for each of {@link Ports#NAMES}
   * @param seeds addresses of Artery, {@code host:port}, the same list at every node
   */
  ClusterNode(Path home, Ports ports, List<String> seeds, String databaseUrl) {
    this.home = home;
    this.url = "http://127.0.0.1:" + ports.of("gateway");
    Ports.NAMES.forEach(
        name -> settings.put("blatam." + name + ".port", Integer.toString(ports.of(name))));
    settings.put("blatam.data-dir", quoted(home.resolve("data").toString()));
    settings.put("blatam.cluster.join", "seeds");
    settings.put("blatam.database.url", quoted(databaseUrl));
    settings.put("blatam.database.user", "postgres");
    settings.put(
        "akka.cluster.seed-nodes",
        seeds.stream().map(seed -> quoted("akka://blatam@" + seed)).toList().toString());
  }

  /** Sets a key of the operator's file, in HOCON. */
  ClusterNode with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  ClusterNode start() {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    try {
      Files.createDirectories(home);
      Path file = Files.writeString(home.resolve("application.conf"), text);
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                  "-Djava.awt.headless=true",
                  "-Dconfig.file=" + file,
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.blatam.node.Node")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the gateway finds everything it needs. */
  ClusterNode awaitReady() {
    Until.holds(
        "ready: " + url + ", its log is " + log(),
        Duration.ofSeconds(PATIENCE_SECONDS),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the node ended with " + process.exitValue() + ": " + said());
          }
          return api("").get("/ready").path("status").asText().equals("ready");
        });
    return this;
  }

  /** Ends the process as a power cut would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks the process to end. @return its exit code */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the node goes on: " + said());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String url() {
    return url;
  }

  /** A token that this node's own folder of secrets signs, as {@code ./blatam token} does. */
  String token() {
    return Identity.load(home.resolve("data/secrets"), Clock.systemUTC())
        .issue(new Principal("operator", "default", Set.of(Scopes.ADMIN)), Duration.ofMinutes(10));
  }

  Api api(String token) {
    return new Api(url, () -> token);
  }

  /** What the node says of a job once it can; a node that is taking over may need a moment. */
  JsonNode ended(String token, String path) {
    JsonNode[] last = new JsonNode[1];
    Until.holds(
        path + " ended",
        Duration.ofSeconds(PATIENCE_SECONDS),
        () -> {
          last[0] = api(token).get(path);
          return Set.of("done", "failed", "cancelled").contains(last[0].path("status").asText());
        },
        ApiFailure::mayPass);
    return last[0];
  }

  private Path log() {
    return home.resolve("log.txt");
  }

  private String said() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
