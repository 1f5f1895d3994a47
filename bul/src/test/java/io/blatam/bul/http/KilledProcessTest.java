package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.bul.http.BulClient.Event;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service in a process of its own, killed as {@code kill -9} does: once just after the 202,
 * once while sections are written.
 */
class KilledProcessTest {

  @TempDir Path directory;

  @Test
  void job_processKilledTwice_isFinishedOnce() throws IOException, InterruptedException {
    String id;
    try (Server first = Server.start(directory)) {
      id = first.client().submit(BulClient.CAFETERIA);
      first.kill();
    }
    try (Server second = Server.start(directory)) {
      Eventually.holds(() -> second.client().job(id).get("sections").size() > 0);
      second.kill();
    }
    try (Server third = Server.start(directory)) {
      JsonNode job = third.client().finished(id);
      List<Event> events = third.client().events(id, "");

      assertThat(job.get("status").textValue()).as(job.toPrettyString()).isEqualTo("done");
      assertThat(job.get("files")).hasSize(2);
      assertThat(events)
          .extracting(Event::id)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, events.size()).mapToObj(Integer::toString).toList());
      assertThat(events).extracting(Event::type).containsOnlyOnce("accepted", "planned", "done");
      assertThat(events).extracting(Event::type).filteredOn("file"::equals).hasSize(2);
      assertThat(third.client().caller().get(job.at("/files/0/href").textValue()).text())
          .startsWith("%PDF-");
      assertThat(third.client().caller().get(BulClient.DOCUMENTS).json().get("items")).hasSize(1);
    }
  }

  /** A forked JVM that serves documents from a folder. */
  private record Server(Process process, BulClient client) implements AutoCloseable {

    static Server start(Path directory) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  directory.toString())
              .redirectErrorStream(true)
              .start();
      var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder said = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("serving ")) {
          String[] serving = line.split(" ");
          Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {}), "drain");
          drain.setDaemon(true);
          drain.start();
          return new Server(process, BulClient.of(URI.create(serving[1]), serving[2]));
        }
        said.append(line).append('\n');
      }
      throw new IllegalStateException("the server did not start: " + said);
    }

    void kill() throws InterruptedException {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
      kill();
    }
  }

  /** What the forked JVM runs. */
  static final class Main {
    public static void main(String[] arguments) {
      ScratchPlatform platform = ScratchPlatform.start(Path.of(arguments[0]));
      URI server = platform.serve("bul", new BulService().start(platform.platform()));
      System.out.println("serving " + server + " " + platform.token("acme", "documents"));
      System.out.flush();
    }
  }
}
