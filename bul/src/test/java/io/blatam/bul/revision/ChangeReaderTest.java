package io.blatam.bul.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.brief.DocumentKind;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.queue.RevisedJobs;
import io.blatam.bul.store.Ask;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people ask for in their own words, as far as no model is needed to understand it. */
class ChangeReaderTest {

  private static final DocumentComposer COMPOSER = new DocumentComposer();

  private static final Base CONTRACT =
      base(
          """
          {"document_type": "service-contract", "language": "es", "currency": "EUR",
           "company": {"name": "Nortia", "city": "Bilbao", "country": "ES"},
           "fields": {"counterparty": "Hotel Sol, S. A.", "service": "mantenimiento",
             "start_date": "2027-02-01", "term_months": 24, "fee": 850}}
          """);
  private static final Base QUOTATION =
      base(
          """
          {"document_type": "quotation", "language": "en", "currency": "USD",
           "company": {"name": "Kestrel", "country": "US"},
           "fields": {"client": "Sun Hotel LLC", "items": [
             {"name": "Fixture", "quantity": 42, "unit_price": 36.5, "discount": 10},
             {"name": "Installation", "quantity": 3, "unit_price": 420}]}}
          """);
  private static final Base PLAN =
      base(
          """
          {"document_type": "business-plan", "language": "es",
           "text": "Plan de negocio para la cafetería Aroma en Bogotá, inversión 80 000 000 COP"}
          """);

  private static Base base(String brief) {
    DocumentRequest request =
        DocumentRequest.read(Json.read(brief.getBytes(StandardCharsets.UTF_8), JsonNode.class));
    var type = DocumentKind.required(request.brief()).type();
    var plan = COMPOSER.plan(request.brief().as(type), LocalDate.of(2026, 11, 26));
    Ask ask =
        new Ask(
            "job",
            "acme",
            "ana",
            request.json(),
            3,
            List.of("pdf"),
            Instant.parse("2026-11-26T00:00:00Z"),
            type.id(),
            plan.brief().language().code(),
            "",
            Optional.empty());
    PlannedDocument planned =
        new PlannedDocument(
            "",
            "legal",
            List.of(),
            plan.outline().sections().stream().map(Sections::planned).toList());
    return Base.of(
        COMPOSER,
        "job",
        1,
        new RevisedJobs.Work(
            ask,
            planned,
            List.of(),
            new Manuscript(new ArtifactId("0".repeat(64)), "template", List.of())));
  }

  private static List<Edit> read(Base base, String change) {
    ChangeReader.Read read = new ChangeReader(base).read(change);
    assertThat(read.unread()).as(change).isEmpty();
    return read.edits();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "más formal",
        "Hazlo más formal.",
        "Por favor, ponlo en un tono más formal",
        "make it more formal",
        "more formal, please"
      })
  void register_ofTheWholeDocument(String change) {
    assertThat(read(CONTRACT, change))
        .containsExactly(new Edit.Register(Tone.FORMAL, Optional.empty()));
  }

  @Test
  void register_ofASection_namesIt() {
    assertThat(read(CONTRACT, "haz más formal la cláusula de confidencialidad"))
        .containsExactly(new Edit.Register(Tone.FORMAL, Optional.of("confidentiality")));
    assertThat(read(PLAN, "haz el resumen ejecutivo más corto"))
        .containsExactly(new Edit.Length(true, Optional.of("executive-summary")));
    assertThat(new ChangeReader(PLAN).read("menos formal", "market").edits())
        .containsExactly(new Edit.Register(Tone.WARM, Optional.of("market")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cambia el plazo a 12 meses | term_months | 12",
        "cambia el plazo a 3 años | term_months | 36",
        "sube el precio un 10 % | fee | 935",
        "baja la cuota en 50 euros | fee | 800",
        "aumenta el precio a 1.200 | fee | 1200",
        "pon el preaviso en 60 días | notice_days | 60",
        "cambia la fecha de inicio a 15 de marzo de 2027 | start_date | 2027-03-15",
        "cambia la prórroga a automática | renewal | automatic",
        "cambia el cliente a Hoteles Luna, S. L. | counterparty | Hoteles Luna, S. L."
      })
  void facts_ofADeclaredType(String change, String field, String value) {
    assertThat(read(CONTRACT, change))
        .singleElement()
        .satisfies(
            edit ->
                assertThat(((Edit.Facts) edit).patch().at("/fields/" + field).asText())
                    .isEqualTo(value));
  }

  @Test
  void facts_ofEveryRow_growTogether_andOneValueForAllIsNotGuessed() {
    JsonNode items =
        ((Edit.Facts) read(QUOTATION, "raise the price by 10%").get(0)).patch().at("/fields/items");

    assertThat(items.at("/0/unit_price").decimalValue()).isEqualByComparingTo("40.15");
    assertThat(items.at("/1/unit_price").decimalValue()).isEqualByComparingTo("462");
    assertThat(items.at("/0/quantity").intValue()).isEqualTo(42);
    assertThat(new ChangeReader(QUOTATION).read("change the price to 500").unread()).hasSize(1);
  }

  @Test
  void facts_ofAnAssumedLoan_keepTheRestOfIt() {
    JsonNode loan =
        ((Edit.Facts) read(PLAN, "cambia la tasa de interés a 18 %").get(0))
            .patch()
            .at("/business_plan/loan");

    assertThat(loan.get("annual_rate").intValue()).isEqualTo(18);
    assertThat(loan.get("amount").decimalValue()).isPositive();
  }

  @Test
  void sections_addedRemovedMovedAndRenamed() {
    assertThat(read(CONTRACT, "añade una cláusula de garantías después de precio"))
        .singleElement()
        .satisfies(
            edit -> {
              Edit.Add add = (Edit.Add) edit;
              assertThat(add.title()).isEqualTo("Garantías");
              assertThat(add.place()).contains(Place.after("price"));
            });
    assertThat(read(CONTRACT, "quita el apartado de confidencialidad"))
        .containsExactly(new Edit.Remove("confidentiality"));
    assertThat(read(QUOTATION, "move price to the beginning"))
        .containsExactly(new Edit.Move("price", Place.FIRST));
    assertThat(read(CONTRACT, "renombra el apartado Objeto a Servicios contratados"))
        .containsExactly(new Edit.Rename("object", "Servicios contratados"));
    assertThatThrownBy(() -> new ChangeReader(PLAN).read("añade un apartado de riesgos"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("ya tiene");
  }

  @Test
  void severalAsks_inOneSentence_areAllUnderstood() {
    assertThat(read(CONTRACT, "cambia el plazo a 12 meses, sube el precio un 5 % y más formal"))
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hazlo rimar",
        "mejora la redacción",
        "añade un apartado de astrología",
        "cambia el color del logotipo a azul",
        "haz más formal la sección de astrología"
      })
  void anythingElse_isSaidToBeUnread(String change) {
    ChangeReader.Read read = new ChangeReader(CONTRACT).read(change);

    assertThat(read.edits()).isEmpty();
    assertThat(read.unread()).hasSize(1);
  }
}
