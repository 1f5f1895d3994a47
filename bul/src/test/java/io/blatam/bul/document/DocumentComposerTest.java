package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.brief.FreeText;
import io.blatam.bul.brief.Sector;
import io.blatam.bul.locale.Language;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentComposerTest {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 23);
  private static final DocumentComposer COMPOSER = new DocumentComposer();

  static Stream<Arguments> everyTypeLanguageAndSector() {
    return DocumentTypes.all().stream()
        .flatMap(
            type ->
                Arrays.stream(Language.values())
                    .flatMap(
                        language ->
                            Sector.all().stream()
                                .map(sector -> Arguments.of(type, language, sector.names().es()))));
  }

  @ParameterizedTest
  @MethodSource("everyTypeLanguageAndSector")
  void compose_fromAlmostNothing(DocumentType type, Language language, String sector) {
    Brief brief =
        BriefFormat.json(
            "{\"document_type\":\"%s\",\"language\":\"%s\",\"company\":{\"sector\":\"%s\"}}"
                .formatted(type.id(), language.code(), sector));
    DocumentPlan plan = COMPOSER.plan(brief, DATE);
    String markdown = document(plan);

    assertThat(COMPOSER.check(plan, markdown)).isEmpty();
    assertThat(FreeText.language(markdown)).isEqualTo(language);
  }

  @Test
  void compose_isDeterministic() {
    Brief brief = Brief.ofText("Plan de negocio para un restaurante en Lima");

    assertThat(document(COMPOSER.plan(brief, DATE)))
        .isEqualTo(document(new DocumentComposer().plan(brief, DATE)));
  }

  @Test
  void compose_unknownSection() {
    DocumentPlan plan = COMPOSER.plan(Brief.ofType(DocumentType.HR_POLICY), DATE);

    assertThatThrownBy(() -> COMPOSER.compose(plan, "poem"))
        .hasMessageContaining("there is no \"poem\"");
  }

  /** A brief is data: it cannot add headings, rows, links, code or template tags. */
  @Test
  void compose_hostileWords() {
    Brief brief =
        BriefFormat.json(
            """
            {"document_type":"meeting-report","language":"en","company":{"name":"A|B `x` {{ 7*7 }}"},
             "meeting_report":{"subject":"# Title\\n# Another | row","chair":"<script>x</script>",
              "attendees":[{"name":"Eve | Chief | <b>","role":"[x](javascript:1)"}],
              "agenda":[{"title":"{% raw %}","discussion":"```chart\\n{}\\n```\\n\\n# Fake chapter"}]}}
            """);
    DocumentPlan plan = COMPOSER.plan(brief, DATE);
    String markdown = document(plan);

    assertThat(COMPOSER.check(plan, markdown)).isEmpty();
    assertThat(markdown)
        .doesNotContain("<script>")
        .doesNotContain("\n# Fake")
        .doesNotContain("\n```chart")
        .doesNotContain("[x](");
    assertThat(markdown.lines().filter(line -> line.startsWith("# ")))
        .hasSize(plan.outline().sections().size());
  }

  @Test
  void businessPlan_warnsWhenTheFiguresAreBad() {
    Brief brief =
        BriefFormat.json(
            """
            {"document_type":"business-plan","language":"es","currency":"EUR",
             "business_plan":{"total_investment":60000,
              "loan":{"amount":55000,"annual_rate":12,"months":36},
              "products":[{"name":"Menú","price":10,"unit_cost":6,"monthly_units":900}]}}
            """);
    DocumentPlan plan = COMPOSER.plan(brief, DATE);

    assertThat(COMPOSER.compose(plan, "loan").markdown()).contains("Advertencia");
    assertThat(COMPOSER.compose(plan, "financing").markdown()).contains("al menos un 20 %");
    assertThat(COMPOSER.compose(plan, "cash-flow").markdown())
        .contains("La caja llega a ser negativa");
    assertThat(COMPOSER.compose(plan, "appraisal").markdown())
        .contains("valor presente neto es negativo");
    assertThat(COMPOSER.compose(plan, "conclusion").markdown()).doesNotContain("es viable:");
  }

  @Test
  void businessPlan_extremesStillCompose() {
    for (String section :
        List.of(
            "{\"loan\":{\"amount\":0}}",
            "{\"products\":[{\"name\":\"a\",\"price\":1,\"unit_cost\":5,\"monthly_units\":0}]}",
            "{\"total_investment\":1}",
            "{\"total_investment\":999999999999,\"loan\":{\"amount\":5,\"months\":1}}")) {
      Brief brief =
          BriefFormat.json(
              "{\"document_type\":\"business-plan\",\"business_plan\":" + section + "}");
      DocumentPlan plan = COMPOSER.plan(brief, DATE);
      assertThat(COMPOSER.check(plan, document(plan))).as(section).isEmpty();
    }
  }

  /** 5 × 612.50 = 3062.50 less 5 % (153.13 rounded) = 2909.37; tax 21 % of that is 610.97. */
  @Test
  void salesProposal_pricesWorkedByHand() {
    Brief brief =
        BriefFormat.json(
            """
            {"document_type":"sales-proposal","language":"es","currency":"EUR",
             "company":{"country":"ES"},
             "sales_proposal":{"items":[{"name":"Terminal","quantity":5,"unit_price":612.5,
              "discount":5,"tax":21}]}}
            """);
    String price = COMPOSER.compose(COMPOSER.plan(brief, DATE), "price").markdown();

    assertThat(price).contains("2.909,37").contains("610,97").contains("3.520,34");
  }

  @ParameterizedTest
  @CsvSource({
    "sales-proposal, sales_proposal, es, impuestos no incluidos",
    "sales-proposal, sales_proposal, en, taxes not included",
    "quotation, quotation, es, impuestos no incluidos",
    "quotation, quotation, en, taxes not included",
  })
  void prices_whereTheCountryIsUnknown_saySoInsteadOfNoTax(
      String type, String key, String language, String said) {
    String ask =
        """
        {"document_type":"%s","language":"%s","currency":"EUR",
         "%s":{"items":[{"name":"Terminal","quantity":5,"unit_price":612.5}%s]}}
        """;
    String known = ",{\"name\":\"Installation\",\"quantity\":1,\"unit_price\":100,\"tax\":0}";

    assertThat(price(ask.formatted(type, language, key, "")))
        .contains(said)
        .doesNotContainPattern("\\b0[\\s\u00a0\u202f]?%");
    assertThat(price(ask.formatted(type, language, key, known)))
        .containsPattern("\\| 0.?% \\|")
        .contains("| — |")
        .doesNotContain(said);
  }

  private static String price(String brief) {
    return COMPOSER.compose(COMPOSER.plan(BriefFormat.json(brief), DATE), "price").markdown();
  }

  @Test
  void templateVersion_isStable() {
    assertThat(COMPOSER.templateVersion())
        .matches("[0-9a-f]{12}")
        .isEqualTo(new DocumentComposer().templateVersion());
  }

  @Test
  void check_findsResidueMissingAndEmptyChapters() {
    DocumentPlan plan = COMPOSER.plan(Brief.ofType(DocumentType.MEETING_REPORT), DATE);
    String markdown = document(plan);

    assertThat(COMPOSER.check(plan, markdown + "\n{{ name }}\n"))
        .extracting(Finding::code)
        .contains("template-residue");
    assertThat(COMPOSER.check(plan, markdown.replaceFirst("(?m)^# Compromisos$", "")))
        .extracting(Finding::code)
        .contains("missing-section");
    assertThat(COMPOSER.check(plan, markdown + "\n# Vacío\n"))
        .extracting(Finding::code)
        .contains("empty-section");
    assertThat(COMPOSER.check(plan, markdown + "\n| a | b |\n| --- | --- |\n| 1 |\n"))
        .extracting(Finding::code)
        .contains("ragged-table");
  }

  static String document(DocumentPlan plan) {
    List<SectionText> sections =
        plan.outline().sections().stream()
            .map(section -> COMPOSER.compose(plan, section.id()).asText())
            .toList();
    return COMPOSER.assemble(plan, sections, Provenance.ofTemplate(COMPOSER.templateVersion()));
  }
}
