package io.blatam.node;

import io.blatam.node.cli.Cli;
import io.blatam.node.cli.Context;
import io.blatam.node.cli.Terminal;
import io.blatam.node.launch.Installation;
import io.blatam.node.launch.Launcher;
import io.blatam.node.launch.RunFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An installation in a scratch folder, with ports of its own: real processes of the platform,
 * driven through the command line as a person would.
 */
public final class ScratchNode implements AutoCloseable {

  private static final List<String> SERVICES =
      List.of("gateway", "redundancy", "bul", "gamma", "agents", "export", "kv-cache", "inference");

  /** What a command said and how it ended. */
  public record Said(int exitCode, String out, String err) {}

  private final Path home;
  private final Map<String, String> settings = new TreeMap<>();

  public ScratchNode(Path home) {
    this.home = home;
    List<Integer> ports = freePorts(SERVICES.size() + 2);
    for (int i = 0; i < SERVICES.size(); i++) {
      settings.put("blatam." + SERVICES.get(i) + ".port", ports.get(i).toString());
    }
    settings.put("blatam.cluster.port", ports.get(SERVICES.size()).toString());
    settings.put("blatam.management.port", ports.get(SERVICES.size() + 1).toString());
    settings.put("blatam.kv-cache.resp.port", "0");
    settings.put("blatam.data-dir", quoted(home.resolve("data").toString()));
  }

  /** Sets a key of the operator's file, in HOCON. */
  public ScratchNode with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  public int port(String service) {
    return Integer.parseInt(settings.get("blatam." + service + ".port"));
  }

  public Path home() {
    return home;
  }

  public Map<String, String> environment() {
    return Map.of(
        "BLATAM_HOME", home.toString(),
        "BLATAM_CONFIG", configFile().toString(),
        "BLATAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  private Path configFile() {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    try {
      return Files.writeString(home.resolve("application.conf"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a verb as {@code ./blatam} would. */
  public Said blatam(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal = Terminal.of(stream(out), stream(err));
    int exitCode = Cli.run(new Context(terminal, environment()), arguments);
    return new Said(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * The same with all that is said to be heard while it runs; {@code words} are closed at its end.
   *
   * @return the exit code
   */
  public int blatam(OutputStream words, String... arguments) {
    try (PrintStream stream = stream(words)) {
      return Cli.run(new Context(Terminal.of(stream, stream), environment()), arguments);
    }
  }

  private static PrintStream stream(OutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** Runs the platform's own main to its end, which only a start that fails has soon. */
  public Said runToTheEnd(String... flags) throws IOException, InterruptedException {
    Path out = home.resolve("stdout.txt");
    Path err = home.resolve("stderr.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-Dconfig.file=" + configFile(),
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(flags));
    command.add("io.blatam.node.Node");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the process goes on");
      }
      return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  public Optional<RunFile.Running> running() {
    return Installation.here(environment()).runFile().running();
  }

  /** Ends the process as a power cut would. */
  public void kill() {
    running()
        .flatMap(RunFile.Running::process)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  public String log() throws IOException {
    return Files.readString(Installation.here(environment()).logFile());
  }

  @Override
  public void close() {
    running()
        .ifPresent(
            running ->
                new Launcher(Installation.here(environment()), environment())
                    .stop(running, Duration.ofSeconds(30)));
    kill();
  }

  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Ports that nobody listens on now; held all at once, so that they differ. */
  private static List<Integer> freePorts(int count) {
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (ServerSocket socket : held) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
