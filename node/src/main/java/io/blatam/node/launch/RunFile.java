package io.blatam.node.launch;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The file in which a platform process says that it runs, and where. A file that a killed process
 * left behind is recognised: the process is gone, or its number belongs to one that started later.
 */
public record RunFile(Path path) {

  /**
   * A process's own start time is known to the hundredth of a second, and rounded by some systems.
   */
  private static final long CLOCK_SLACK_SECONDS = 2;

  /**
   * A platform process.
   *
   * @param pid number of the process
   * @param processStarted when the operating system started it
   * @param url the gateway, or the first service where this process has no gateway
   * @param readySeconds how long it took from its start to ready; 0 until it is
   */
  public record Running(long pid, Instant processStarted, String url, double readySeconds) {

    public Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(Running::hasAProgram)
          .filter(this::isTheSame);
    }

    /** A killed process that its parent has not yet taken note of is listed, but without one. */
    private static boolean hasAProgram(ProcessHandle process) {
      return process.info().command().isPresent();
    }

    private boolean isTheSame(ProcessHandle process) {
      return process
          .info()
          .startInstant()
          .map(
              started ->
                  Math.abs(started.getEpochSecond() - processStarted.getEpochSecond())
                      <= CLOCK_SLACK_SECONDS)
          .orElse(true);
    }
  }

  /** The platform that runs now, where one does. */
  public Optional<Running> running() {
    try {
      JsonNode said = Json.mapper().readTree(Files.readString(path));
      var running =
          new Running(
              said.path("pid").asLong(),
              Instant.parse(said.path("process_started").asText()),
              said.path("url").asText(),
              said.path("ready_seconds").asDouble());
      return Optional.of(running).filter(r -> r.process().isPresent());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | java.time.DateTimeException e) {
      // Half a file can only be what a power cut left: nobody runs.
      return Optional.empty();
    }
  }

  /** Says that this very process runs. */
  public void write(String url, double readySeconds) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    var running =
        new Running(
            self.pid(), self.info().startInstant().orElseGet(Instant::now), url, readySeconds);
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path half = path.resolveSibling(path.getFileName() + "." + self.pid());
    Files.write(half, Json.write(running));
    Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes the file away, if it is this process's own. */
  public void removeOwn() throws IOException {
    if (running().filter(r -> r.pid() == ProcessHandle.current().pid()).isPresent()) {
      Files.deleteIfExists(path);
    }
  }
}
