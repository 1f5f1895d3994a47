package io.blatam.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs that look at what runs, where nothing does. */
class NotRunningTest {

  @TempDir Path home;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String line) {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.of(stream, stream);
    return Cli.run(new Context(terminal, Map.of("BLATAM_HOME", home.toString())), line.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache stats",
        "cache top",
        "cache curve",
        "cache health",
        "cache policy",
        "queue status",
        "queue dead"
      })
  void looking_startsNothingAndSaysSo(String verb) {
    assertThat(run(verb)).isEqualTo(ExitCode.NOT_RUNNING);
    assertThat(said)
        .hasToString("blatam: the platform does not run; start it with ./blatam start\n");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void whatIsNotUnderstood_isSaidByTheExitCode() {
    assertThat(run("cache clear")).isEqualTo(ExitCode.USAGE);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("say what to clear");
  }
}
