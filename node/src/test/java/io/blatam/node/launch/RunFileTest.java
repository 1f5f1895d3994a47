package io.blatam.node.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

  @TempDir Path folder;

  @Test
  void running_ownProcess_isFoundUntilRemoved() throws IOException {
    RunFile file = new RunFile(folder.resolve("run.json"));
    file.write("http://127.0.0.1:8000", 3.5);
    assertThat(file.running())
        .hasValueSatisfying(
            running -> {
              assertThat(running.pid()).isEqualTo(ProcessHandle.current().pid());
              assertThat(running.url()).isEqualTo("http://127.0.0.1:8000");
              assertThat(running.readySeconds()).isEqualTo(3.5);
            });
    file.removeOwn();
    assertThat(file.running()).isEmpty();
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void running_numberGivenToALaterProcess_isNotTaken() throws IOException {
    RunFile file = said(ProcessHandle.current().pid(), Instant.now().minusSeconds(3600));
    assertThat(file.running()).isEmpty();
  }

  @Test
  void running_processThatEnded_isNotTaken() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    assertThat(said(gone.pid(), Instant.now()).running()).isEmpty();
  }

  @Test
  void running_killedProcessThatItsParentForgets_isNotTaken() throws Exception {
    // The shell turns into a sleep that never asks for the end of the child it inherited; had the
    // child
    // ended before, the shell itself might have asked.
    Process forgetful =
        new ProcessBuilder("sh", "-c", "sleep 0.3 & echo $!; exec sleep 60").start();
    try (var said = forgetful.inputReader()) {
      long child = Long.parseLong(said.readLine());
      ProcessHandle zombie = ProcessHandle.of(child).orElseThrow();
      Instant end = Instant.now().plusSeconds(10);
      while (zombie.info().command().isPresent() && Instant.now().isBefore(end)) {
        Thread.onSpinWait();
      }
      assertThat(zombie.isAlive()).as("still listed by the system").isTrue();
      assertThat(said(child, zombie.info().startInstant().orElseThrow()).running()).isEmpty();
    } finally {
      forgetful.destroy();
    }
  }

  @Test
  void running_halfAFile_meansNobody() throws IOException {
    Path path = Files.writeString(folder.resolve("run.json"), "{\"pid\": 1");
    assertThat(new RunFile(path).running()).isEmpty();
  }

  private RunFile said(long pid, Instant started) throws IOException {
    Path path = folder.resolve("run.json");
    Files.writeString(
        path,
        "{\"pid\":%d,\"process_started\":\"%s\",\"url\":\"http://x\",\"ready_seconds\":1}"
            .formatted(pid, started));
    return new RunFile(path);
  }
}
