package io.blatam.agents.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, which is killed with SIGKILL while its document is written. */
class KilledWorkflowTest {

  @TempDir Path directory;

  @Test
  void kill_whileWriting_goesOnAtThatStepInTheNextProcess() throws Exception {
    String id = runUntilWritingAndKill();

    try (WorkflowFixture fixture = new WorkflowFixture(directory)) {
      RunView run = fixture.await("acme", id, RunStatus.DONE);
      assertThat(run.history().get(0).attempts()).as("the brief is not read again").isEqualTo(1);
      assertThat(run.history().get(1).attempts()).as("the writing is taken up").isEqualTo(2);
      assertThat(fixture.list("acme").runs()).as("one run, not two").hasSize(1);
      assertThat(fixture.writer.written).containsExactly(id);
    }
  }

  private String runUntilWritingAndKill() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HangingProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String id = "";
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("writing ")) {
          id = line.substring(8);
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    assertThat(id).as("the process came as far as writing").isNotEmpty();
    return id;
  }

  /** Accepts a run, says when its document is being written, and never finishes it. */
  static final class HangingProcess {
    public static void main(String[] arguments) {
      WorkflowFixture fixture = new WorkflowFixture(Path.of(arguments[0]));
      fixture.writer.script("endless", new CompletableFuture<>());
      String id = fixture.accept("acme", "endless");
      fixture.await("acme", id, run -> run.step() == Step.DOCUMENT);
      System.out.println("writing " + id);
      System.out.flush();
    }
  }
}
