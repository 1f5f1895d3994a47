package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.locale.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Plan de negocio para una cafetería en Bogotá, inversión 80 000 000 COP | BUSINESS_PLAN
          Quiero abrir una panadería en Lima y pedir un préstamo | BUSINESS_PLAN
          I want to open a bakery in Dublin with a bank loan | BUSINESS_PLAN
          Plan de marketing para una panadería en Lima | MARKETING_PLAN
          Campaña en redes sociales para una tienda de ropa | MARKETING_PLAN
          propuesta comercial de mantenimiento web para Hotel Sol, 3 meses, 1.200 EUR al mes | SALES_PROPOSAL
          Proposal for Hotel Sol: web maintenance | SALES_PROPOSAL
          HR policy on remote work for a 20-person software company in Austin | HR_POLICY
          Reglas de teletrabajo para la oficina de Madrid | HR_POLICY
          Acta de la reunión de ventas del lunes | MEETING_REPORT
          We had a meeting with Ana and Luis on Monday | MEETING_REPORT
          """)
  void of_text_readsTheTypeAndSaysWhy(String text, DocumentType type) {
    DocumentKind kind = DocumentKind.of(Brief.ofText(text)).orElseThrow();

    assertThat(kind.type()).isEqualTo(type);
    assertThat(kind.reasons(Language.EN)).singleElement().asString().contains("because of");
  }

  @Test
  void of_namedType_winsOverTheText() {
    Brief brief =
        BriefFormat.json("{\"document_type\":\"hr-policy\",\"text\":\"Plan de negocio\"}");

    assertThat(DocumentKind.of(brief).orElseThrow().type()).isEqualTo(DocumentType.HR_POLICY);
    assertThat(DocumentKind.of(brief).orElseThrow().reasons(Language.ES)).isEmpty();
  }

  @Test
  void of_filledInFields_tellTheType() {
    Brief brief =
        BriefFormat.json(
            "{\"text\":\"para mi cliente\",\"sales_proposal\":{\"client\":\"Hotel Sol\"}}");

    assertThat(DocumentKind.of(brief).orElseThrow().type()).isEqualTo(DocumentType.SALES_PROPOSAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hola", "something nice for my company", "Necesito un documento urgente"})
  void required_unclearText_saysWhatToAdd(String text) {
    assertThatThrownBy(() -> DocumentKind.required(Brief.ofText(text)))
        .isInstanceOf(InvalidBriefException.class)
        .hasMessageStartingWith("document_type: ")
        .hasMessageContaining("plan de negocio para")
        .hasMessageContaining("meeting-report");
  }
}
