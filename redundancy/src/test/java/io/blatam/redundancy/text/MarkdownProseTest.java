package io.blatam.redundancy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MarkdownProseTest {

  private static final String DOCUMENT =
      """
      ---
      title: Oculto
      ---
      # Resumen *ejecutivo*

      La cafetería [Aroma](https://aroma.example/ruta) abre.

      | Tabla | Oculta |
      |-------|--------|
      | uno   | dos    |

      ```chart
      {"type":"bar"}
      ```

      - Primero
      - Segundo y `código`
      """;

  @Test
  void of_leavesOutFrontMatterTablesCodeAndAddresses() {
    assertThat(words(DOCUMENT))
        .containsExactly(
            "resumen",
            "ejecutivo",
            "la",
            "cafeteria",
            "aroma",
            "abre",
            "primero",
            "segundo",
            "y",
            "codigo");
  }

  @Test
  void of_windowsLineEnds() {
    String source = DOCUMENT.replace("\n", "\r\n");
    assertThat(words(source)).isEqualTo(words(DOCUMENT));
    assertOffsetsMatch(source);
  }

  @Test
  void of_stretchGrowsWhereSomethingIsLeftOut() {
    List<Word> words = Words.of(MarkdownProse.of(DOCUMENT));
    assertThat(words.get(5).stretch()).isZero();
    assertThat(words.get(6).stretch()).isPositive();
  }

  @Test
  void of_ruleAtTheTopIsNoFrontMatter() {
    assertThat(words("---\n\nhola")).containsExactly("hola");
  }

  @Test
  void of_indentedLinesArePlainTextOfSomeone() {
    assertThat(words("    sangrado a la antigua"))
        .containsExactly("sangrado", "a", "la", "antigua");
  }

  @Property(tries = 500)
  void of_anyText_offsetsMatch(
      @ForAll
          @StringLength(max = 200)
          @CharRange(from = ' ', to = '~')
          @net.jqwik.api.constraints.Chars({
            '\n', 'á', 'ñ', '\u0301', '\t', '\r', '\uD83D', '\uDE00'
          })
          String text) {
    assertOffsetsMatch(text);
  }

  private static void assertOffsetsMatch(String source) {
    int end = 0;
    for (Word word : Words.of(MarkdownProse.of(source))) {
      assertThat(word.start()).isGreaterThanOrEqualTo(end);
      assertThat(Words.normal(word.span().in(source))).isEqualTo(word.normal());
      end = word.end();
    }
  }

  private static List<String> words(String source) {
    return Words.of(MarkdownProse.of(source)).stream().map(Word::normal).toList();
  }
}
