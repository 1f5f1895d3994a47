package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.bul.agent.SmeAgents;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A document whose narrative a model rewrites, well and badly, over the whole platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrittenByModelTest {

  private static final String BRIEF = BulClient.CAFETERIA.replace("[\"pdf\", \"md\"]", "[\"md\"]");

  private final RewritingModel model = RewritingModel.start();
  private ScratchPlatform platform;
  private BulClient bul;
  private JsonNode job;
  private String document;

  @BeforeAll
  void start(@TempDir Path directory) {
    model
        .writes(
            "Análisis del mercado",
            draft -> draft + "\n\nLas ventas crecerán un 87,3 % el primer año.")
        .writes("Plan de operaciones", draft -> draft + "\n\nFirmado por [NOMBRE DE LA EMPRESA].")
        .writes(
            "Plan comercial",
            draft ->
                "The company faces the usual risks of its trade and has a plan for each of them,"
                    + " which is reviewed with the accountant every quarter.")
        .refuses("Conclusión y próximos pasos");
    platform = ScratchPlatform.start(directory, model.settings());
    bul =
        BulClient.of(
            platform.serve("bul", new BulService().start(platform.platform())),
            platform.token("aroma", "documents"));
    job = bul.finished(bul.submit(BRIEF));
    document = bul.caller().get(job.at("/files/0/href").textValue()).text();
  }

  @AfterAll
  void stop() {
    platform.close();
    model.close();
  }

  @Test
  void goodNarrative_isTakenAndSaysWhoWroteIt() {
    assertThat(job.get("status").textValue()).as(job.toPrettyString()).isEqualTo("done");
    assertThat(section("Resumen ejecutivo").get("origin").textValue()).isEqualTo("model");
    assertThat(section("Resumen ejecutivo").get("model").textValue())
        .isEqualTo(RewritingModel.NAME);
    assertThat(chapter("Resumen ejecutivo")).contains(RewritingModel.OPENING);
  }

  @Test
  void badNarrative_isTurnedDownWithAFindingAndTheDraftKept() {
    assertTurnedDown("Análisis del mercado", "unknown-figure", "87,3");
    assertTurnedDown("Plan de operaciones", "placeholder", "[NOMBRE");
    assertTurnedDown("Plan comercial", "wrong-language", "The company faces");
  }

  @Test
  void failingModel_costsThePolishAndNotTheDocument() {
    assertTurnedDown("Conclusión y próximos pasos", "model-failed", RewritingModel.OPENING);
    assertThat(finding("model-failed").get("detail").textValue()).contains("content filter");
  }

  @Test
  void metadata_namesTheModelAndOnlyTheChaptersThatItWrote() {
    assertThat(job.get("generator").textValue()).isEqualTo(RewritingModel.NAME);
    assertThat(frontMatter("generator")).contains(RewritingModel.NAME + ", template ");
    assertThat(frontMatter("disclaimer"))
        .contains("Capítulos redactados con el modelo " + RewritingModel.NAME)
        .contains("Resumen ejecutivo")
        .doesNotContain(
            "Análisis del mercado", "Plan de operaciones", "Plan comercial", "Conclusión");
  }

  @Test
  void prompts_areWrittenByTheExpertOfTheRoutedArea() {
    BusinessArea routed = BusinessArea.of(job.at("/business_area/id").textValue());

    assertThat(model.systemPrompts())
        .isNotEmpty()
        .anyMatch(
            prompt ->
                prompt.contains(SmeAgents.shipped().of(routed).orElseThrow().expertise().en()));

    JsonNode legal =
        bul.finished(
            bul.submit(
                BRIEF.replace("\"language\"", "\"business_area\": \"legal\", \"language\"")));
    assertThat(legal.at("/business_area/id").textValue()).isEqualTo("legal");
    assertThat(List.copyOf(model.systemPrompts()))
        .anyMatch(
            prompt ->
                prompt.contains(
                    SmeAgents.shipped().of(BusinessArea.LEGAL).orElseThrow().expertise().en()));
  }

  private void assertTurnedDown(String title, String code, String written) {
    assertThat(section(title).get("origin").textValue()).as(title).isEqualTo("computed");
    assertThat(section(title).has("model")).as(title).isFalse();
    assertThat(finding(code).get("section").textValue())
        .isEqualTo(section(title).get("id").textValue());
    assertThat(chapter(title)).isNotBlank().doesNotContain(written);
  }

  private JsonNode section(String title) {
    return only(job.get("sections"), "title", title);
  }

  private JsonNode finding(String code) {
    return only(job.get("findings"), "code", code);
  }

  private JsonNode only(JsonNode list, String field, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(item -> item.get(field).textValue().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + value + " in " + job.toPrettyString()));
  }

  private String chapter(String title) {
    String from = document.substring(document.indexOf("\n# " + title + "\n") + title.length() + 3);
    return from.split("\n# ")[0];
  }

  private String frontMatter(String field) {
    return document.lines().filter(line -> line.startsWith(field + ":")).findFirst().orElseThrow();
  }
}
