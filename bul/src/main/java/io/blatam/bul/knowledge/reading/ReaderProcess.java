package io.blatam.bul.knowledge.reading;

import io.blatam.platform.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file in a JVM of its own, one a file: a small heap, no environment, a folder of its own
 * that is removed afterwards, limits of the operating system on processor time and on the size of
 * files where there is a shell to set them, and a clock after which it is killed. Whatever the file
 * does to that process, this one gets a text or a sentence.
 *
 * <p>Thread-safe. Blocks while the process runs.
 */
public final class ReaderProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ReaderProcess.class);

  /** Exit code of a JVM that ran out of memory under {@code ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private static final Path SHELL = Path.of("/bin/sh");
  private static final int BLOCK = 512;

  /** Room for what a parser keeps on disk while it reads, and for the answer. */
  private static final long FILE_ROOM = 64L << 20;

  private final ReadingLimits limits;

  public ReaderProcess(ReadingLimits limits) {
    this.limits = limits;
  }

  /** A folder for one file to be read; for {@link #read} and then {@link #remove}. */
  public Path newFolder() {
    try {
      return Files.createTempDirectory("blatam-reading-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * @param folder of {@link #newFolder}, with the file in it
   * @param name what the person called the file
   * @throws Unreadable when there is no text to be had from it, with the reason
   */
  public ReadText read(Path folder, Path file, String name) {
    Path answer = folder.resolve("answer.json");
    try {
      Process process = start(folder, file, answer, name);
      int code;
      try {
        code = ended(process);
      } finally {
        kill(process);
      }
      if (code == 0 && Files.exists(answer)) {
        return text(Json.read(Files.readAllBytes(answer), Answer.class));
      }
      LOG.warn("reading {} ended with {}: {}", file, code, firstLines(folder.resolve("errors")));
      throw code == OUT_OF_MEMORY ? tooMuchMemory() : Unreadable.corrupt("a document");
    } catch (IOException failure) {
      throw new UncheckedIOException("the reading process can not be started", failure);
    }
  }

  /** Removes a folder with all that is in it. */
  public void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failure) {
      LOG.warn("{} can not be removed: {}", folder, failure.getMessage());
    }
  }

  private static ReadText text(Answer answer) {
    return answer.text().orElseThrow(() -> new Unreadable(answer.refusal().orElseThrow()));
  }

  private Process start(Path folder, Path file, Path answer, String name) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      long blocks = (limits.inflatedBytes() + FILE_ROOM) / BLOCK;
      command.addAll(
          List.of(
              SHELL.toString(),
              "-c",
              "ulimit -c 0; ulimit -f %d; ulimit -t %d; exec \"$@\""
                  .formatted(blocks, 2 * limits.time().toSeconds() + 1),
              "reader"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + (limits.memoryBytes() >> 10) + "k",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.io.tmpdir=" + folder,
            "-Duser.home=" + folder,
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            ReaderMain.class.getName(),
            file.toString(),
            answer.toString(),
            name,
            Integer.toString(limits.pages()),
            Integer.toString(limits.characters()),
            Long.toString(limits.inflatedBytes())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("errors").toFile());
    // Nothing that the platform was told (a database's password, a model's key) is passed on.
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private int ended(Process process) {
    try {
      if (process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new Unreadable(
        "Reading the file took longer than "
            + limits.time().toSeconds()
            + " s and was stopped; split it, or save it again in a simpler form.");
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private Unreadable tooMuchMemory() {
    return new Unreadable(
        "Reading the file needs more than "
            + (limits.memoryBytes() >> 20)
            + " MiB of memory; split it, or save it again in a simpler form.");
  }

  private static String firstLines(Path errors) {
    try (Stream<String> lines = Files.lines(errors)) {
      return String.join(" | ", lines.limit(5).toList());
    } catch (IOException | UncheckedIOException unseen) {
      return "(nothing was said)";
    }
  }
}
