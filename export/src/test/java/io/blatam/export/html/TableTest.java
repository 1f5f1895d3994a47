package io.blatam.export.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.document.ParsedDocument;
import io.blatam.export.html.Table.Fit;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  private static final ParsedDocument SPANISH = ParsedDocument.parse("---\nlanguage: es-ES\n---\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.234.567",
        "-12,5 %",
        "−3",
        "$ 1,200.50",
        "COP 80.000.000",
        "80.000.000 COP",
        "US$ 4",
        "(1.200)",
        "12 %",
        "120 m",
        "85 m²",
        "1,5x",
        "30–200 m",
        "€ 3",
        "3 €",
        "S/ 25",
        "12 meses"
      })
  void column_ofNumbers_isNumeric(String number) {
    assertThat(table("| a | b |\n|---|---|\n| x | " + number + " |\n").columnClass(1))
        .isEqualTo("right num");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Año 1",
        "7:30 a 9:00",
        "3 cuotas iguales de marzo",
        "B2B",
        "2026-11-23 lunes",
        "1. Firma"
      })
  void column_ofWords_isNot(String words) {
    assertThat(table("| a | b |\n|---|---|\n| x | " + words + " |\n").columnClass(1))
        .isEqualTo("left");
  }

  @Test
  void column_withGaps_isStillNumeric() {
    Table table = table("| a | b |\n|---|---|\n| x | 1 |\n| y | — |\n| z | |\n| w | n/a |\n");
    assertThat(table.columnClass(1)).isEqualTo("right num");
  }

  @Test
  void column_authorsAlignment_wins() {
    Table table = table("| a | b |\n|:-:|:--|\n| 1 | 2 |\n");
    assertThat(table.columnClass(0)).isEqualTo("center num");
    assertThat(table.columnClass(1)).isEqualTo("left num");
  }

  @Test
  void fit_growsTighterWithTheColumns() {
    assertThat(fit(4)).isEqualTo(Fit.NORMAL);
    assertThat(fit(12)).isEqualTo(Fit.COMPACT);
    assertThat(fit(15)).isEqualTo(Fit.LANDSCAPE);
    assertThat(fit(19)).isEqualTo(Fit.LANDSCAPE_COMPACT);
    assertThat(fit(30)).isEqualTo(Fit.FORCED);
  }

  @Test
  void fit_fewColumnsOneEndlessWord_staysUpright() {
    Table table = table("| a | b |\n|---|---|\n| " + "palabra".repeat(30) + " | 1 |\n");
    assertThat(table.fit(Paper.of(SPANISH.frontMatter()))).isEqualTo(Fit.BROKEN);
  }

  private static Fit fit(int columns) {
    String head = "|" + " Mes |".repeat(columns) + "\n|" + "---|".repeat(columns) + "\n";
    return table(head + "|" + " 123.456 |".repeat(columns) + "\n")
        .fit(Paper.of(SPANISH.frontMatter()));
  }

  private static Table table(String markdown) {
    return new Table((TableBlock) ParsedDocument.parse(markdown).body().getFirstChild());
  }
}
