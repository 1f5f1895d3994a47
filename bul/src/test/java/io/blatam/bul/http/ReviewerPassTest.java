package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a model's text that the reviewer turns down, and of a model that reviews. */
class ReviewerPassTest {
  private static final String OPEN = "\n\nResponsable de la cafetería: [completar con el socio].";

  @Test
  void severeRemark_isWrittenAgainOnce_andThenTheDraftStands(@TempDir Path directory) {
    AtomicInteger summaries = new AtomicInteger();
    try (RewritingModel model =
            RewritingModel.start()
                .writes(
                    "Resumen ejecutivo",
                    draft -> summaries.getAndIncrement() == 0 ? draft + OPEN : draft + " Fin.")
                .writes("Plan de operaciones", draft -> draft + OPEN)
                .reviews(
                    "[{\"section\": \"\", \"quote\": \"\", \"advice\": \"Nombre al"
                        + " responsable.\"}]");
        ScratchPlatform platform = ScratchPlatform.start(directory, model.settings())) {
      BulClient bul =
          BulClient.of(
              platform.serve("bul", new BulService().start(platform.platform())),
              platform.token("aroma", "documents"));

      JsonNode job = bul.finished(bul.submit(BulClient.CAFETERIA.replace("\"pdf\", ", "")));
      String document = bul.caller().get(job.at("/files/0/href").textValue()).text();

      assertThat(job.get("status").textValue()).as(job.toPrettyString()).isEqualTo("done");
      assertThat(document).doesNotContain("[completar");
      assertThat(document).contains("Fin.");
      assertThat(codes(job)).contains("rewritten-after-review", "composed-after-review");
      assertThat(finding(job, "composed-after-review").get("section").textValue())
          .isEqualTo("operations");
      assertThat(finding(job, "model-reviewer").get("severity").textValue()).isEqualTo("advice");
      assertThat(finding(job, "model-reviewer").get("advice").textValue())
          .isEqualTo("Nombre al responsable.");
      assertThat(document.split("\n---\n")[0]).doesNotContain("Plan de operaciones");
      assertThat(summaries).hasValue(2);
    }
  }

  private static List<String> codes(JsonNode job) {
    return StreamSupport.stream(job.get("findings").spliterator(), false)
        .map(finding -> finding.get("code").textValue())
        .toList();
  }

  private static JsonNode finding(JsonNode job, String code) {
    return StreamSupport.stream(job.get("findings").spliterator(), false)
        .filter(finding -> finding.get("code").textValue().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + code + " in " + job.toPrettyString()));
  }
}
