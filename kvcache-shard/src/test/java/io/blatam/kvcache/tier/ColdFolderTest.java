package io.blatam.kvcache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a node that starts believes the files that it finds. */
class ColdFolderTest {

  @TempDir Path root;

  @Test
  void open_afterAKill_keepsTheFiles() throws IOException {
    leave("boot-1", folder -> {});
    assertThat(keptBy(8, "boot-1")).isTrue();
  }

  @Test
  void open_afterAnOrderlyStopAndAnotherBoot_keepsTheFiles() throws IOException {
    leave("boot-1", folder -> folder.closed(3));
    assertThat(keptBy(8, "boot-2")).isTrue();
  }

  @Test
  void open_afterAPowerCut_deletesTheFiles() throws IOException {
    leave("boot-1", folder -> {});
    assertThat(keptBy(8, "boot-2")).isFalse();
  }

  @Test
  void open_bootUnknownAndNotStopped_deletesTheFiles() throws IOException {
    leave("", folder -> {});
    assertThat(keptBy(8, "")).isFalse();
  }

  @Test
  void open_othersMayHaveWritten_deletesTheFilesEvenAfterAnOrderlyStop() throws IOException {
    leave(
        "boot-1",
        folder -> {
          folder.giveUpLasting();
          folder.closed(3);
        });
    assertThat(keptBy(8, "boot-1")).isFalse();
  }

  @Test
  void open_keySpaceCutOtherwise_deletesTheFiles() throws IOException {
    leave("boot-1", folder -> folder.closed(3));
    assertThat(keptBy(16, "boot-1")).isFalse();
  }

  @Test
  void open_whileAnotherHasIt_isRefused() throws IOException {
    try (ColdFolder first = ColdFolder.open(root.resolve("cache"), 8, "boot").orElseThrow()) {
      assertThat(first.lasting()).isTrue();
      assertThat(ColdFolder.open(root.resolve("cache"), 8, "boot")).isEmpty();
    }
    assertThat(ColdFolder.open(root.resolve("cache"), 8, "boot")).isPresent();
  }

  @Test
  void open_aFileStandsInTheWay_isRefused() throws IOException {
    Files.writeString(root.resolve("cache"), "not a folder");
    assertThat(ColdFolder.open(root.resolve("cache"), 8, "boot")).isEmpty();
  }

  private interface End {
    void of(ColdFolder folder);
  }

  private void leave(String boot, End end) throws IOException {
    try (ColdFolder folder = ColdFolder.open(root.resolve("cache"), 8, boot).orElseThrow()) {
      folder.opened(3);
      Files.createDirectories(folder.segment(3));
      Files.writeString(folder.segment(3).resolve("00000001.log"), "values");
      end.of(folder);
    }
  }

  private boolean keptBy(int segments, String boot) throws IOException {
    try (ColdFolder folder = ColdFolder.open(root.resolve("cache"), segments, boot).orElseThrow()) {
      return Files.exists(folder.segment(3).resolve("00000001.log"));
    }
  }
}
