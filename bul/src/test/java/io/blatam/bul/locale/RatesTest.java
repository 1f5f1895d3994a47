package io.blatam.bul.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.brief.Assumption;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.brief.InvalidBriefException;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Finding;
import io.blatam.bul.document.Provenance;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.finance.PayrollRules;
import io.blatam.bul.finance.RatesFolder;
import io.blatam.bul.finance.VatRegime;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesTest {

  private static final DocumentComposer COMPOSER = new DocumentComposer();
  private static final String PLAN =
      "{\"text\": \"Plan de negocio para la panadería Trigo en %s\", \"document_type\":"
          + " \"business-plan\", \"language\": \"es\"}";

  @TempDir Path folder;

  @AfterEach
  void programsOwn() {
    Rates.reset();
    VatRegime.reset();
    PayrollRules.reset();
  }

  @Test
  void everyCountry_hasEachRate_withItsYearAndSource() {
    for (Country country : Country.all()) {
      CountryRates rates = country.rates();
      assertThat(List.of(rates.incomeTax(), rates.salesTax(), rates.payroll()))
          .as(country.code())
          .allMatch(rate -> rate.isPresent());
    }
  }

  @Test
  void document_saysWhichYearAndLawARateIsOf() {
    assertThat(assumed(plan("Madrid", CompanyProfile.empty(), 2026), "Impuesto sobre la renta"))
        .isEqualTo(
            "Ley 27/2014 del Impuesto sobre Sociedades, art. 29: tipo general; año 2026, por"
                + " confirmar");
  }

  @Test
  void rateOlderThanTheDocument_isAFinding_andOneOfItsYearIsNone() {
    assertThat(outdated(plan("Madrid", CompanyProfile.empty(), 2026))).isEmpty();
    assertThat(outdated(plan("Madrid", CompanyProfile.empty(), 2027)))
        .hasSize(3)
        .allMatch(finding -> finding.detail().contains("es de 2026 y el documento de 2027"));
    assertThat(outdated(plan("Buenos Aires", CompanyProfile.empty(), 2026)))
        .singleElement()
        .extracting(Finding::detail)
        .asString()
        .contains("Cargas y prestaciones sobre la nómina", "es de 2025");
    assertThat(
            outdated(
                COMPOSER.plan(
                    BriefFormat.json(
                        "{\"document_type\": \"cash-flow-forecast\", \"language\": \"es\","
                            + " \"company\": {\"country\": \"ES\"}}"),
                    LocalDate.of(2027, 3, 1))))
        .anyMatch(finding -> finding.detail().contains("IVA"));
  }

  @Test
  void profile_ratesOfItsOwn_areUsedAndNamed() {
    CompanyProfile profile =
        profile(
            """
            {"rates": [{"country": "AR", "payroll": {"rate": 26.4, "year": 2026,
              "source": {"es": "Estudio Paz, liquidación de enero", "en": "Estudio Paz, January payroll"}}}]}
            """);
    DocumentPlan plan = plan("Buenos Aires", profile, 2026);

    assertThat(outdated(plan)).isEmpty();
    assertThat(assumed(plan, "Cargas y prestaciones"))
        .isEqualTo("Estudio Paz, liquidación de enero; año 2026, por confirmar");
    assertThat(plan.brief().country().orElseThrow().rates().payroll().orElseThrow().rate())
        .isEqualByComparingTo("26.4");
    assertThatThrownBy(
            () ->
                profile(
                    "{\"rates\": [{\"country\": \"AR\", \"payroll\": {\"rate\": 264, \"year\": 2026,"
                        + " \"source\": {\"es\": \"x\", \"en\": \"x\"}}}]}"))
        .isInstanceOf(InvalidBriefException.class)
        .hasMessageContaining("from 0 to 100");
  }

  @Test
  void folder_goesBeforeTheProgram_andKeepsWhatItDoesNotName() throws IOException {
    Files.writeString(
        folder.resolve("rates.yaml"),
        """
        - country: ES
          sales_tax: {rate: 22, year: 2027, source: {es: "Ley nueva", en: "New act"}}
        """);
    Files.writeString(
        folder.resolve("vat-regimes.yaml"),
        """
        - {country: ES, name: {es: IVA, en: VAT}, rate: 22, period_months: 1, basis: invoice, lag_months: 1,
           deductible: true, source: {es: "Ley nueva", en: "New act"}, year: 2027}
        """);
    RatesFolder.read(folder);

    CountryRates spain = Country.find("ES").orElseThrow().rates();
    assertThat(spain.salesTax().orElseThrow().rate()).isEqualByComparingTo("22");
    assertThat(spain.incomeTax().orElseThrow().year()).isEqualTo(2026);
    assertThat(VatRegime.of("ES").orElseThrow().periodMonths()).isEqualTo(1);
    assertThat(VatRegime.of("MX").orElseThrow().year()).contains(2026);
  }

  @Test
  void folder_mistakes_nameFileLineAndField() throws IOException {
    Path file = folder.resolve("rates.yaml");
    Files.writeString(
        file,
        """
        - country: ES
          sales_tax: {rate: 210, year: 2027, source: {es: "x", en: "x"}}
        """);
    assertThatThrownBy(() -> RatesFolder.read(folder))
        .hasMessageContaining("rates.yaml:2: [0].sales_tax")
        .hasMessageContaining("from 0 to 100");
    Files.writeString(file, "- country: ES\n  vat: 3\n");
    assertThatThrownBy(() -> RatesFolder.read(folder))
        .hasMessageContaining("rates.yaml:2: [0].vat");
    Files.writeString(file, "- country: QQ\n");
    assertThatThrownBy(() -> RatesFolder.read(folder)).hasMessageContaining("\"QQ\" is not known");
    Files.delete(file);
    Files.writeString(folder.resolve("other.yaml"), "[]");
    assertThatThrownBy(() -> RatesFolder.read(folder))
        .hasMessageContaining("is none of payroll.yaml");
  }

  private static CompanyProfile profile(String json) {
    return BriefFormat.json(
        Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class), CompanyProfile.class);
  }

  private static DocumentPlan plan(String city, CompanyProfile profile, int year) {
    return COMPOSER.plan(BriefFormat.json(PLAN.formatted(city)), profile, LocalDate.of(year, 3, 1));
  }

  private static String assumed(DocumentPlan plan, String topic) {
    return plan.brief().assumptions().stream()
        .filter(each -> each.topic().startsWith(topic))
        .map(Assumption::basis)
        .findFirst()
        .orElseThrow();
  }

  private static List<Finding> outdated(DocumentPlan plan) {
    List<SectionText> texts =
        plan.outline().sections().stream()
            .map(
                section ->
                    new SectionText(
                        section.id(),
                        section.title(),
                        COMPOSER.compose(plan, section.id()).markdown()))
            .toList();
    String markdown =
        COMPOSER.assemble(plan, texts, Provenance.ofTemplate(COMPOSER.templateVersion()));
    return COMPOSER.check(plan, markdown).stream()
        .filter(finding -> finding.code().equals("outdated-rate"))
        .toList();
  }
}
