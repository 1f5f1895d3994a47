package io.blatam.node.launch;

import io.blatam.platform.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Starts, finds and stops the platform of one installation. */
public final class Launcher {

  private static final Duration POLL = Duration.ofMillis(100);

  /** How long after ready a first start may take to make and show the administrator's password. */
  private static final Duration FIRST_WORDS = Duration.ofSeconds(5);

  private static final int LAST_LINES = 8;

  /**
   * Signals of the terminal go to every process of its foreground group; ignored ones stay ignored
   * through {@code exec}, so that Ctrl-C ends the client and not the platform.
   */
  private static final String DETACH = "trap '' HUP INT QUIT; exec \"$@\"";

  private final Installation installation;
  private final Map<String, String> environment;

  public Launcher(Installation installation, Map<String, String> environment) {
    this.installation = installation;
    this.environment = environment;
  }

  public Optional<RunFile.Running> running() {
    return installation.runFile().running();
  }

  /**
   * A platform that runs.
   *
   * @param said what it had to say to whoever started it, such as the first administrator's
   *     password; empty when it ran already
   */
  public record Started(RunFile.Running running, String said) {}

  /**
   * The running platform, started now where none runs. Two callers at the same moment start one.
   *
   * @param progress told the seconds waited so far, about ten times a second
   * @throws StartupException with the last lines of its log when the process ends, or when it is
   *     not ready in time
   */
  public Started ensureRunning(Duration patience, Consumer<Double> progress) {
    Path lockFile = installation.data().resolve("start.lock");
    try {
      Files.createDirectories(installation.data());
      try (var channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        Optional<RunFile.Running> already = running();
        return already.filter(r -> r.readySeconds() > 0).isPresent()
            ? new Started(already.get(), "")
            : await(already.flatMap(RunFile.Running::process), patience, progress);
      }
    } catch (IOException e) {
      throw new StartupException(
          "can not write to " + installation.data() + ": " + e.getMessage(), e);
    }
  }

  private Started await(
      Optional<ProcessHandle> starting, Duration patience, Consumer<Double> progress)
      throws IOException {
    boolean first = !Files.exists(installation.secrets());
    ProcessHandle process = starting.isPresent() ? starting.get() : spawn();
    long began = System.nanoTime();
    while (true) {
      Optional<RunFile.Running> now = running().filter(r -> r.readySeconds() > 0);
      double waited = (System.nanoTime() - began) / 1e9;
      if (now.isPresent()) {
        return new Started(now.get(), firstWords(first ? FIRST_WORDS : Duration.ZERO, process));
      }
      if (!process.isAlive()) {
        throw new StartupException("the platform did not start.\n" + lastWords());
      }
      if (waited > patience.toSeconds()) {
        throw new StartupException(
            "the platform is not ready after %d s; it goes on starting, its log is %s"
                .formatted(patience.toSeconds(), installation.logFile()));
      }
      progress.accept(waited);
      waitFor(process, POLL);
    }
  }

  private ProcessHandle spawn() throws IOException {
    Path log = installation.logFile();
    Files.createDirectories(log.getParent());
    Path words = installation.startupFile();
    Files.deleteIfExists(words);
    OwnerOnly.create(words);
    var command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "blatam"));
    command.addAll(JavaCommand.platform(installation, environment));
    return new ProcessBuilder(command)
        .directory(installation.home().toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(words.toFile()))
        .start()
        .toHandle();
  }

  private String firstWords(Duration patience, ProcessHandle process) throws IOException {
    StartupWords words = new StartupWords(installation.startupFile());
    long until = System.nanoTime() + patience.toNanos();
    while (words.read().isEmpty() && System.nanoTime() < until && process.isAlive()) {
      waitFor(process, POLL);
    }
    String said = words.read();
    words.forget();
    return said;
  }

  /** Runs the platform as a child that shares this terminal. @return its exit code */
  public int runInForeground() throws IOException, InterruptedException {
    return new ProcessBuilder(JavaCommand.platform(installation, environment))
        .directory(installation.home().toFile())
        .inheritIO()
        .start()
        .waitFor();
  }

  /**
   * Asks the platform to end, and waits until it has.
   *
   * @return false when it still ran after {@code patience}
   */
  public boolean stop(RunFile.Running running, Duration patience) {
    Optional<ProcessHandle> process = running.process();
    process.ifPresent(ProcessHandle::destroy);
    return process.map(handle -> waitFor(handle, patience)).orElse(true);
  }

  private static boolean waitFor(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("waiting for a process can not fail", e);
    }
  }

  /** What a start that failed said, or the end of the log where it said nothing. */
  private String lastWords() throws IOException {
    String said = new StartupWords(installation.startupFile()).read();
    return said.isEmpty() ? "The end of " + installation.logFile() + ":\n" + endOfLog() : said;
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.readAllLines(installation.logFile());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
