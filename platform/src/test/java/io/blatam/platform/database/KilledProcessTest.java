package io.blatam.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database in a process of its own, which is killed. */
class KilledProcessTest {

  @TempDir Path directory;

  @Test
  void commit_thenKill_isStillThere() throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int committed = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("committed ")) {
          committed = Integer.parseInt(line.substring(10));
          if (committed == 100) {
            writer.toHandle().destroyForcibly(); // Process.destroyForcibly closes the stream
          }
        }
      }
    }
    writer.waitFor();

    assertThat(committed).isGreaterThanOrEqualTo(100);
    try (Database database = Engine.H2.open(directory)) {
      assertThat(Await.result(database.call(DatabaseTest::count)))
          .isGreaterThanOrEqualTo(committed);
    }
  }

  /** Commits rows for ever, and says so after each commit. */
  static final class Writer {
    public static void main(String[] arguments) {
      Database database = Engine.H2.open(Path.of(arguments[0]));
      for (int number = 1; ; number++) {
        int position = number;
        Await.result(database.transaction(c -> DatabaseTest.insert(c, "a", position)));
        System.out.println("committed " + number);
        System.out.flush();
      }
    }
  }
}
