package io.blatam.export.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.Samples;
import io.blatam.export.document.ParsedDocument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRenderersTest {

  @Test
  void txt_plan_isWrappedAndComplete() {
    String text = txt(Samples.businessPlan());
    assertThat(text.lines())
        .allSatisfy(line -> assertThat(TextTable.length(line)).isLessThanOrEqualTo(78));
    assertThat(text)
        .contains("PLAN DE NEGOCIO", "Resumen ejecutivo\n=================", "−177.840")
        .endsWith("asesoría financiera ni garantía de resultados.\n")
        .doesNotContain("Texto generado con");
  }

  @Test
  void txt_link_isFollowedByItsAddress() {
    assertThat(txt("[La dueña](mailto:hola@aroma.co), <https://a.co>, [aquí](#s-a)\n"))
        .contains("La dueña <hola@aroma.co>, https://a.co, aquí\n");
  }

  @Test
  void txt_table_columnsAreAligned() {
    assertThat(
            txt(
                "---\ntoc: false\n---\n| Concepto | Valor |\n|---|---|\n| Ventas | 1.200 |\n| Costo | −90 |\n"))
        .contains(
            """
            Concepto  Valor
            --------  -----
            Ventas    1.200
            Costo       −90
            """);
  }

  @Test
  void txt_chart_isASmallTable() {
    assertThat(
            txt(
                "```chart\n{\"type\":\"bar\",\"title\":\"Ventas\",\"unit\":\"COP\",\"categories\":[\"Año 1\",\"Año 2\"],\"series\":[{\"name\":\"Total\",\"values\":[1200.5,3]}]}\n```\n"))
        .contains(
            """
            Gráfico: Ventas (COP)

            Concepto    Total
            --------  -------
            Año 1     1.200,5
            Año 2           3
            """);
  }

  @Test
  void txt_listsQuotesAndCode_keepTheirShape() {
    assertThat(txt("# A\n\n1. uno\n   - dentro\n2. dos\n\n> cita\n> larga\n\n```\n  x\n```\n"))
        .contains("1. uno\n\n   - dentro\n2. dos")
        .contains("> cita larga")
        .contains("      x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# A\n\nTexto con **fuerza**, *énfasis*, `código`, ~~tachado~~ y [enlace](https://a.co).\n",
        "- a\n  - b\n    1. c\n\n2) d\n",
        "| a | b |\n|:--|--:|\n| x \\| y | 1 |\n",
        "```notes\n```` dentro\n````\n```\n",
        "```chart\n{\"type\":\"pie\",\"categories\":[\"a\"],\"series\":[{\"name\":\"s\",\"values\":[12345678901]}]}\n```\n",
        "---\ntitle: \"Dos: puntos \\\"y\\\" comillas # almohadilla\"\nlanguage: en-GB\ndate: 2026-01-02\nkind: deck\n---\n# A\n\n---\n\n# B\n",
        "> cita\n\n\\* no es lista\n\n1\\. tampoco\n"
      })
  void md_rendered_rendersToItselfAndToTheSamePage(String markdown) {
    String once = md(markdown);
    assertThat(md(once)).isEqualTo(once);
    assertThat(txt(once)).isEqualTo(txt(markdown));
  }

  @Test
  void md_plan_survivesTheRoundTrip() {
    String once = md(Samples.businessPlan());
    assertThat(md(once)).isEqualTo(once);
    assertThat(txt(once)).isEqualTo(txt(Samples.businessPlan()));
    assertThat(once)
        .startsWith("---\ntitle: Plan de negocio\n")
        .contains("```chart\n{\"type\":\"bar\"");
  }

  private static String txt(String markdown) {
    return new String(
        new PlainTextRenderer().render(ParsedDocument.parse(markdown)), StandardCharsets.UTF_8);
  }

  private static String md(String markdown) {
    return new String(
        new MarkdownRenderer().render(ParsedDocument.parse(markdown)), StandardCharsets.UTF_8);
  }
}
