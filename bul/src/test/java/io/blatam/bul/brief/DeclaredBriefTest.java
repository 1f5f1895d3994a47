package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.type.FieldValues;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Briefs of declared types: on the wire, from text, and what is done about what is missing. */
class DeclaredBriefTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @Test
  void json_fieldsUnderTheTypesName_readBackTheSame() {
    Brief brief =
        BriefFormat.yaml(
            """
            language: es
            quotation:
              client: Hotel Sol
              items:
                - {name: Foco, quantity: 2, unit_price: 17.5, tax: 10}
            """);

    assertThat(brief.documentType().orElseThrow().id()).isEqualTo("quotation");
    assertThat(BriefFormat.json(BriefFormat.json(brief))).isEqualTo(brief);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"quotation":{"colour":"red"}}                                   | quotation.colour              | no such field; known here: number, client
          {"quotation":{"items":[{"name":"a","quantity":1}]}}              | quotation.items[0].unit_price | it is missing
          {"quotation":{"items":[{"name":"a","quantity":0,"unit_price":1}]}} | quotation.items[0].quantity | give a number between 0.001
          {"quotation":{"validity_days":1.5}}                              | quotation.validity_days       | give a whole number
          {"quotation":{"items":{}}}                                       | quotation.items               | give a list
          {"nda":{"direction":"sideways"}}                                 | nda.direction                 | use one of mutual, unilateral
          {"nda":{},"document_type":"quotation"}                           | nda                           | set document_type to nda
          {"nda":{},"quotation":{}}                                        | quotation                     | given already
          {"document_type":"hr-policy","fields":{"subject":"x"}}           | fields                        | under hr_policy
          {"text":"hola","fields":{"subject":"x"}}                         | document_type                 | does not say which document
          """)
  void json_namesTheFieldAndWhatToChange(String json, String field, String advice) {
    assertThatThrownBy(() -> BriefFormat.json(json))
        .isInstanceOf(InvalidBriefException.class)
        .hasMessageContaining(advice)
        .extracting(e -> ((InvalidBriefException) e).field())
        .isEqualTo(field);
  }

  @Test
  void complete_text_saysPartiesPurposeAndTerm() {
    CompleteBrief complete =
        BriefCompletion.complete(
            Brief.ofText(
                "Acuerdo de confidencialidad entre Nortia Sistemas, S. L. y Conservas Etxebarri, S."
                    + " A. para evaluar un sistema de trazabilidad, por cinco años, en Bilbao"),
            TODAY);
    FieldValues fields = complete.fields();

    assertThat(complete.company().name()).contains("Nortia Sistemas, S. L.");
    assertThat(fields.text("counterparty")).contains("Conservas Etxebarri, S. A.");
    assertThat(fields.text("purpose")).contains("evaluar un sistema de trazabilidad");
    assertThat(fields.number("term_years").orElseThrow()).isEqualByComparingTo("5");
    assertThat(fields.text("venue")).contains("Bilbao");
  }

  @Test
  void complete_oneNameAlone_isTheOtherParty() {
    CompleteBrief complete =
        BriefCompletion.complete(Brief.ofText("NDA with Harbor Foods Inc. for two years"), TODAY);

    assertThat(complete.company().name()).isEmpty();
    assertThat(complete.fields().text("counterparty")).contains("Harbor Foods Inc.");
    assertThat(complete.fields().number("term_years").orElseThrow()).isEqualByComparingTo("2");
  }

  @Test
  void complete_quotationText_saysClientAndPrice() {
    CompleteBrief complete =
        BriefCompletion.complete(
            Brief.ofText(
                "Cotización de mantenimiento web para Hotel Sol, 3 meses, 1.200 EUR al mes"),
            TODAY);

    assertThat(complete.company().name()).isEmpty();
    assertThat(complete.fields().text("client")).contains("Hotel Sol");
    assertThat(complete.fields().rows("items")).hasSize(1);
    assertThat(complete.fields().rows("items").get(0).number("unit_price").orElseThrow())
        .isEqualByComparingTo("1200");
  }

  @Test
  void complete_whatCanNotBeAssumed_isLeftBlankAndListed() {
    CompleteBrief complete =
        BriefCompletion.complete(BriefFormat.json("{\"document_type\":\"nda\"}"), TODAY);

    assertThat(complete.assumptions())
        .anySatisfy(
            assumption -> {
              assertThat(assumption.topic()).isEqualTo("La otra parte");
              assertThat(assumption.value()).startsWith("en blanco");
            });
    assertThat(complete.fields().find("counterparty")).isEmpty();
  }

  @Test
  void complete_everyRowTaxed_assumesNoRate() {
    Brief brief =
        BriefFormat.json(
            "{\"quotation\":{\"items\":[{\"name\":\"a\",\"quantity\":1,\"unit_price\":1,\"tax\":4}]}}");

    assertThat(BriefCompletion.complete(brief, TODAY).assumptions())
        .extracting(Assumption::topic)
        .noneMatch(topic -> topic.startsWith("Impuesto"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          desde el 15 de enero de 2027        | 2027-01-15
          starting January 15, 2027           | 2027-01-15
          from 15th of January 2027           | 2027-01-15
          el 15/01/2027                       | 2027-01-15
          on 2027-01-15 at noon               | 2027-01-15
          el 31/02/2027 o el 1.º de marzo de 2027 | 2027-03-01
          """)
  void dateText_findsTheDay(String text, LocalDate day) {
    assertThat(DateText.findAll(text).get(0).date()).isEqualTo(day);
  }
}
