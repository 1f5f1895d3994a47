package io.blatam.benchmarks.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TraceFileTest {

  @TempDir Path folder;

  @Test
  void lirs_skipsAsterisksAndEmptyLines() throws IOException {
    Path file = folder.resolve("lirs_small.trace.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("7\n*\n\n9\n7\n".getBytes(StandardCharsets.UTF_8));
    }

    Trace trace = TraceFile.read(file).orElseThrow();
    assertThat(trace.name()).isEqualTo("small");
    assertThat(trace.keys()).containsExactly(0, 1, 0);
    assertThat(trace.distinct()).isEqualTo(2);
  }

  @Test
  void arc_unrollsRanges() throws IOException {
    Path file = folder.resolve("P1.lis.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
      out.write("5 3 0 0\n6 1 0 1\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(TraceFile.read(file).orElseThrow().keys()).containsExactly(0, 1, 2, 1);
  }

  @Test
  void adaptSize_hasSizes_andAnotherSizeIsAnotherObject() throws IOException {
    Path file = folder.resolve("adapt_size_small.trace.xz");
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())) {
      out.write("1 0 68\n2 1 7\n3 0 68\n4 0 70\n".getBytes(StandardCharsets.UTF_8));
    }

    Trace trace = TraceFile.read(file).orElseThrow();
    assertThat(trace.keys()).containsExactly(0, 1, 0, 2);
    assertThat(trace.bytes()).containsExactly(68, 7, 68, 70);
    assertThat(trace.footprint()).isEqualTo(145);
  }

  @Test
  void csv_ofLibCacheSim_mayHaveAHeader_andNamesForKeys() throws IOException {
    Path file = folder.resolve("web.csv");
    Files.writeString(file, "time,obj_id,obj_size\n1,a,10\n2,b,10\n3,a,10\n");

    Trace trace = TraceFile.read(file).orElseThrow();
    assertThat(trace.keys()).containsExactly(0, 1, 0);
    assertThat(trace.sized()).isFalse();
  }

  @Test
  void prefixBlocks_keepTheirRequests() throws IOException {
    Path file = folder.resolve("chat.jsonl");
    Files.writeString(file, "{\"hash_ids\":[4,5]}\n{\"hash_ids\":[4,6,7]}\n");

    Trace trace = TraceFile.read(file).orElseThrow();
    assertThat(trace.keys()).containsExactly(0, 1, 0, 2, 3);
    assertThat(trace.requests()).containsExactly(0, 2);
  }

  @Test
  void unknownName_isLeftOut_andAnUnreadableFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "hello");
    assertThat(TraceFile.read(folder.resolve("notes.txt"))).isEmpty();

    Path broken = Files.writeString(folder.resolve("broken.trace"), "not a key\n");
    assertThatThrownBy(() -> TraceFile.read(broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.trace");
  }
}
