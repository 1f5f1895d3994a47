package io.blatam.export.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.document.ParsedDocument;
import io.blatam.export.office.TableModel.Alignment;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.data.Offset;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableModelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 200 000",
        "COP 1.200",
        "-3,5 %",
        "(1,200.50)",
        "$ 12",
        "12 €",
        "−4",
        "1,334,667"
      })
  void alignment_columnOfNumbers_isRight(String number) {
    assertThat(model(number).alignments()).containsExactly(Alignment.LEFT, Alignment.RIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"120 m", "12 meses", "Año 1", "—", "3 de mayo"})
  void alignment_columnOfWords_isLeft(String text) {
    assertThat(model(text).alignments()).containsExactly(Alignment.LEFT, Alignment.LEFT);
  }

  @Test
  void rows_totalAtTheStart_isATotal() {
    TableModel model = model("1", "| Total general | 1 |");

    assertThat(model.rows()).extracting(TableModel.Row::total).containsExactly(false, false, true);
  }

  @Test
  void columnWidths_oneWordColumns_holdTheWordInAWiderFontToo() {
    TableModel model =
        parse(
            "| Objetivo | Peso | Resultado | Puntuación |\n| --- | ---: | --- | ---: |\n"
                + "| Reducir el error del pronóstico de la demanda | 50 % | 11,4 % en el semestre | 4,5 |\n");

    double[] widths = model.columnWidths(430, 10, 10.8);

    assertThat(widths[1] - 10.8).isGreaterThan(1.35 * TextWidth.of("Peso", 10));
    assertThat(widths[3] - 10.8).isGreaterThan(1.35 * TextWidth.of("Puntuación", 10));
  }

  @Property(tries = 200)
  void columnWidths_anyTable_fillTheAvailableWidth(
      @ForAll @Size(min = 1, max = 8)
          List<@AlphaChars @StringLength(min = 1, max = 40) String> cells) {
    String line = "| " + String.join(" | ", cells) + " |\n";
    String rule = "|" + " --- |".repeat(cells.size()) + "\n";
    TableModel model = parse(line + rule + line);

    double[] widths = model.columnWidths(450, 10, 10);

    assertThat(Arrays.stream(widths).sum()).isCloseTo(450, Offset.offset(0.01));
    assertThat(Arrays.stream(widths).min().orElseThrow()).isPositive();
  }

  private static TableModel model(String cell, String... moreRows) {
    return parse("| A | B |\n| --- | --- |\n| x | " + cell + " |\n" + String.join("\n", moreRows));
  }

  private static TableModel parse(String markdown) {
    return TableModel.of((TableBlock) ParsedDocument.parse(markdown).body().getFirstChild());
  }
}
