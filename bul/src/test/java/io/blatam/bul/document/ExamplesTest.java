package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.BriefFormat;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The briefs in {@code examples/}, composed, checked and exported; the files stay in target/. */
class ExamplesTest {
  private static final Exporter EXPORTER = Exporter.create();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cafeteria-bogota",
        "marketing-plan-en",
        "propuesta-comercial",
        "politica-rrhh",
        "meeting-report-en",
        "cotizacion-iluminacion",
        "nda-en",
        "contrato-servicios",
        "aviso-privacidad",
        "terms-of-service-en",
        "oferta-empleo",
        "job-description-en",
        "evaluacion-desempeno",
        "manual-operaciones",
        "procedimiento-recepcion",
        "quality-plan-en"
      })
  void example_composesChecksAndExports(String name) throws IOException {
    DocumentComposer composer = new DocumentComposer();
    DocumentPlan plan =
        composer.plan(
            BriefFormat.yaml(Files.readString(Path.of("../examples/" + name + ".yaml"))),
            LocalDate.of(2026, 11, 23));
    List<SectionText> sections =
        plan.outline().sections().stream()
            .map(section -> composer.compose(plan, section.id()).asText())
            .toList();
    String markdown =
        composer.assemble(plan, sections, Provenance.ofTemplate(composer.templateVersion()));

    assertThat(composer.check(plan, markdown)).isEmpty();
    Path folder = Files.createDirectories(Path.of("target/examples"));
    Files.writeString(folder.resolve(name + ".md"), markdown);
    for (ExportFormat format : EXPORTER.formats()) {
      byte[] file = EXPORTER.export(markdown, format);
      assertThat(file).as(format.extension()).isNotEmpty();
      Files.write(folder.resolve(name + "." + format.extension()), file);
    }
  }
}
