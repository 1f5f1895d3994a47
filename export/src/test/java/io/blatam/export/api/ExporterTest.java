package io.blatam.export.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.blatam.export.Samples;
import io.blatam.export.document.ParsedDocument;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExporterTest {

  private static final Exporter EXPORTER = Exporter.create();

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void export_everyFormat_rendersTheBusinessPlan(ExportFormat format) {
    assertThat(EXPORTER.export(Samples.businessPlan(), format)).hasSizeGreaterThan(1_000);
  }

  @Test
  void version_namesEveryFormat() {
    assertThat(EXPORTER.version())
        .matches("pdf\\d+\\.docx\\d+\\.pptx\\d+\\.html\\d+\\.txt\\d+\\.md\\d+");
    assertThat(EXPORTER.formats()).containsExactlyInAnyOrder(ExportFormat.values());
  }

  @Test
  void export_notADocument_isRefused() {
    assertThatThrownBy(() -> EXPORTER.export("---\nlanguage: xx\n---\n", ExportFormat.PDF))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage("line 2: language is \"xx\"; use es or en");
  }

  @Test
  void export_manyAtOnce_giveWhatOneAloneGives() throws Exception {
    byte[] alone = EXPORTER.export(Samples.businessPlan(), ExportFormat.PDF);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      Callable<byte[]> task = () -> EXPORTER.export(Samples.businessPlan(), ExportFormat.PDF);
      List<Future<byte[]>> all = pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> task).toList());
      for (Future<byte[]> one : all) {
        assertThat(one.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdown();
    }
  }

  /** Texts that are cheap to send and must stay cheap to render. */
  static List<String> hostileTexts() {
    return List.of(
        "> ".repeat(200) + "x\n\n" + "- ".repeat(300) + "y",
        "*a **b ".repeat(3_000),
        "[".repeat(20_000) + "](".repeat(20_000),
        "![".repeat(10_000),
        "|".repeat(39) + "\n" + "|-".repeat(38) + "|\n" + ("|x".repeat(38) + "|\n").repeat(20),
        "`".repeat(5_000) + "\n" + "~~a ".repeat(3_000),
        "a".repeat(50_000),
        "&amp;".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void export_hostileText_endsInEveryFormat(String text) {
    ParsedDocument document = ParsedDocument.parse(text);
    for (ExportFormat format : ExportFormat.values()) {
      byte[] file =
          assertTimeoutPreemptively(
              Duration.ofSeconds(90), () -> EXPORTER.export(document, format), format.name());
      assertThat(file).isNotEmpty();
    }
  }
}
