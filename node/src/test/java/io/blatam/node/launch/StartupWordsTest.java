package io.blatam.node.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupWordsTest {

  @TempDir Path folder;
  Path file;
  StartupWords words;

  @BeforeEach
  void create() throws IOException {
    file = Files.createFile(folder.resolve("words"));
    words = new StartupWords(file);
  }

  @Test
  void read_onlyTheJvmHasSpoken_isEmpty() throws IOException {
    assertThat(words.read()).isEmpty();
    Files.writeString(file, "WARNING: Using incubator modules: jdk.incubator.vector\n");
    assertThat(words.read()).isEmpty();
  }

  @Test
  void read_thePlatformHasSpoken_isThatAlone() throws IOException {
    Files.writeString(
        file,
        "WARNING: Using incubator modules: jdk.incubator.vector\nSign in as admin with mq7x2n\n");

    assertThat(words.read()).isEqualTo("Sign in as admin with mq7x2n");
  }

  @Test
  void forget_leavesNothingBehind() throws IOException {
    Files.writeString(file, "Sign in as admin with mq7x2n\n");
    words.forget();
    assertThat(file).isEmptyFile();
  }
}
