package io.blatam.bul.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.agent.CheckPoint.Rule;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmeAgentsTest {
  @TempDir private Path folder;

  @Test
  void shipped_tenAreas_eachWithEverythingAnExpertBrings() {
    assertThat(SmeAgents.shipped().all())
        .hasSize(10)
        .allSatisfy(
            agent -> {
              assertThat(agent.reviewer()).hasSizeGreaterThanOrEqualTo(3);
              assertThat(agent.questions()).hasSizeGreaterThanOrEqualTo(3);
              assertThat(agent.glossary()).hasSizeGreaterThanOrEqualTo(3);
              assertThat(agent.outlines()).isNotEmpty();
              assertThat(agent.checklist()).anyMatch(point -> point.rule().isPresent());
              assertThat(agent.checklist()).anyMatch(point -> point.rule().isEmpty());
            });
  }

  @Test
  void shipped_everyTypeIsWrittenBySomeoneWhoKnowsHowItIsAskedFor() {
    Set<String> learned = new HashSet<>();
    SmeAgents.shipped()
        .all()
        .forEach(agent -> agent.documents().forEach(document -> learned.add(document.type())));

    assertThat(learned)
        .hasSizeGreaterThanOrEqualTo(25)
        .containsAll(DocumentTypes.all().stream().map(DocumentType::id).toList());
  }

  @Test
  void of_fileOfAKnownArea_changesWhatItGivesAndKeepsTheRest() throws IOException {
    write("legal.yaml", "area: legal\ntone: {es: \"Llano\", en: \"Plain\"}\n");

    SmeAgent legal = SmeAgents.of(folder.toString(), Set.of()).of(BusinessArea.LEGAL).orElseThrow();

    assertThat(legal.tone().en()).isEqualTo("Plain");
    assertThat(legal.checklist())
        .isEqualTo(SmeAgents.shipped().of(BusinessArea.LEGAL).orElseThrow().checklist());
  }

  @Test
  void of_newArea_isAddedAndRoutedTo() throws IOException {
    write("exports.yaml", EXPORTS);

    SmeAgents agents = SmeAgents.of(folder.toString(), Set.of());
    Routing routing =
        BriefRouter.byWords(agents, new RoutingSettings(0.6, 0.1), type -> true)
            .route(
                io.blatam.bul.brief.Brief.ofText(
                    "Plan para exportar mango, con aranceles y aduana"));

    assertThat(agents.all()).hasSize(11);
    assertThat(routing.area().id()).isEqualTo("exports");
    assertThat(agents.all().get(10).checklist().get(0).rule())
        .containsInstanceOf(Rule.Mentions.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "area: legal;tone: {es: Llano} | bad.yaml:2: tone: \"en\" is missing here",
        "area: legal;name: {es: A, en: B};toone: x | bad.yaml:3: toone: there is no such key",
        "area: legal;also_writes:;  - novel | bad.yaml:3: also_writes[0]: there is no document"
            + " type",
        "area: Legal matters | bad.yaml:1: area: give lower-case letters",
        "area: brand-new | bad.yaml:1: \"documents\" is missing; a new area gives every key",
        "area: legal;checklist:;  - {id: a, severity: fatal, text: {es: A, en: B}}"
            + " | bad.yaml:3: checklist[0].severity: give severe, warning or advice",
        "area: legal;  tone: [ | bad.yaml:2: this is no YAML"
      })
  void of_fileThatCanNotBeRead_saysFileLineAndWhatToChange(String lines, String message)
      throws IOException {
    write("bad.yaml", lines.replace(";", "\n"));

    assertThatThrownBy(() -> SmeAgents.of(folder.toString(), Set.of()))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("blatam.bul.areas-folder: ")
        .hasMessageContaining(message);
  }

  @Test
  void of_folderThatIsNotThere_saysSo() {
    assertThatThrownBy(() -> SmeAgents.of(folder.resolve("missing").toString(), Set.of()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("missing");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static final String EXPORTS =
      """
      area: exports
      name: {es: "Especialista en comercio exterior", en: "Export specialist"}
      expertise: {es: "Aduanas, aranceles y logística internacional.", en: "Customs, duties and shipping."}
      tone: {es: "Exacto", en: "Exact"}
      reviewer: []
      checklist:
        - id: incoterm-named
          text: {es: "Se nombra el Incoterm", en: "The Incoterm is named"}
          severity: severe
          mentions: {es: [FOB, CIF, incoterm], en: [FOB, CIF, incoterm]}
      outlines: []
      glossary: []
      questions: []
      also_writes: [business-plan]
      documents: []
      keywords: {es: [exportar, aduana, arancel, incoterm], en: [export, customs, duty]}
      examples:
        es: ["Plan para exportar café a Alemania", "Requisitos de aduana para exportar flores", "Calcular aranceles de exportación"]
        en: ["Plan to export coffee to Germany", "Customs requirements to export flowers", "Work out export duties"]
      """;
}
