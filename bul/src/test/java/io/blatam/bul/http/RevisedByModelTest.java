package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Wishes that go to a model: what it may change, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevisedByModelTest {

  private static final String BRIEF = BulClient.CAFETERIA.replace("[\"pdf\", \"md\"]", "[\"md\"]");
  private static final String ADDED =
      "El mercado del barrio distingue a la cafetería: sus clientes son vecinos que vuelven.";

  private final RewritingModel model = RewritingModel.start();
  private ScratchPlatform platform;
  private BulClient bul;

  @BeforeAll
  void start(@TempDir Path directory) {
    platform = ScratchPlatform.start(directory, model.settings());
    bul =
        BulClient.of(
            platform.serve("bul", new BulService().start(platform.platform())),
            platform.token("aroma", "documents"));
  }

  @AfterAll
  void stop() {
    platform.close();
    model.close();
  }

  private JsonNode revised(String document, String body) {
    HttpCaller.Answer answer =
        bul.caller().post(BulClient.DOCUMENTS + "/" + document + "/revisions", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return bul.finished(answer.json().get("id").textValue());
  }

  private String text(String document, int version) {
    return bul.caller()
        .get(BulClient.DOCUMENTS + "/" + document + "/files/md?version=" + version)
        .text();
  }

  @Test
  void wish_isDoneInItsSection_andAFigureThatNobodyComputedIsRefused() {
    String id = bul.submit(BRIEF);
    bul.finished(id);
    String first = text(id, 1);

    model.writes("Análisis del mercado", draft -> draft + "\n\n" + ADDED);
    JsonNode second =
        revised(id, "{\"section\": \"market\", \"instruction\": \"Habla más del barrio\"}");

    assertThat(second.get("status").textValue()).as(second.toPrettyString()).isEqualTo("done");
    assertThat(text(id, 2))
        .isEqualTo(
            first.replaceFirst(
                "(?s)(# Análisis del mercado.*?)\n\n# ", "$1\n\n" + ADDED + "\n\n# "));
    assertThat(second.at("/sections"))
        .filteredOn(section -> section.get("origin").textValue().equals("model"))
        .extracting(section -> section.get("id").textValue())
        .containsExactly("market");
    assertThat(List.copyOf(model.userPrompts()))
        .anyMatch(
            prompt ->
                prompt.contains("> Habla más del barrio")
                    && prompt.contains(RewritingModel.OPENING)
                    && prompt.contains("<wish "));

    model.writes(
        "Análisis del mercado", draft -> draft + "\n\nEl mercado crecerá un 87,3 % este año.");
    JsonNode refused =
        revised(id, "{\"section\": \"market\", \"instruction\": \"Di cuánto crece el mercado\"}");

    assertThat(refused.get("status").textValue()).isEqualTo("failed");
    assertThat(refused.get("error").textValue())
        .contains("nothing changed")
        .contains("unknown-figure")
        .contains("87,3");
    assertThat(
            bul.caller()
                .get(BulClient.DOCUMENTS + "/" + id + "/versions")
                .json()
                .get("versions")
                .findValuesAsText("version"))
        .containsExactly("1", "2");
    assertThat(bul.caller().get(BulClient.DOCUMENTS + "/" + id + "/files/md").text())
        .isEqualTo(text(id, 2));
  }
}
