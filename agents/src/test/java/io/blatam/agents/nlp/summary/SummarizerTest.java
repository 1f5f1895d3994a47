package io.blatam.agents.nlp.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.agents.nlp.entity.Entities;
import io.blatam.redundancy.api.Language;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SummarizerTest {

  private static final String REPORT =
      """
      # Informe de ventas

      La cafetería abrió sus puertas en la zona universitaria de la ciudad. Las ventas del trimestre
      llegaron a 45.000.000 COP, un 12 % más que el trimestre anterior. El equipo agradeció el apoyo
      de todos. Las ventas de café de origen explican la mayor parte del aumento de las ventas. Hubo
      una fiesta con música y globos. La cafetería espera que las ventas del próximo trimestre
      alcancen 50.000.000 COP.
      """;

  @Test
  void of_keepsTheFiguresAndTheOrder() {
    Summary summary = summary(REPORT, 2);
    assertThat(summary.sentences()).hasSize(2);
    assertThat(summary.text())
        .contains("45.000.000 COP", "50.000.000 COP")
        .doesNotContain("globos");
    assertThat(summary.sentences().get(0).start()).isLessThan(summary.sentences().get(1).start());
    assertThat(summary.sentencesInText()).isEqualTo(6);
  }

  @Test
  void of_sameSentenceTwice_isChosenOnce() {
    String text =
        "Las ventas subieron un 12 % en marzo. ".repeat(2) + "El local cierra los lunes siempre.";
    assertThat(summary(text, 2).sentences())
        .extracting(Summary.Sentence::text)
        .doesNotHaveDuplicates();
  }

  @Test
  void of_moreSentencesThanThereAre_givesAll() {
    assertThat(summary("Hola a todos los clientes. Gracias por su visita hoy.", 9).sentences())
        .hasSize(2);
  }

  @Test
  void of_nothingToChooseFrom() {
    Summary summary = summary("", 3);
    assertThat(summary.sentences()).isEmpty();
    assertThat(summary.text()).isEmpty();
  }

  @Property(tries = 200)
  void of_anyText_sentencesAreTheTextsOwn(
      @ForAll
          @StringLength(max = 400)
          @CharRange(from = 'a', to = 'h')
          @Chars({' ', ' ', '.', '\n', 'A', '5', '%'})
          String text,
      @ForAll @IntRange(min = 1, max = 5) int count) {
    Summary summary = summary(text, count);
    assertThat(summary.sentences()).hasSizeLessThanOrEqualTo(count);
    int end = 0;
    for (Summary.Sentence sentence : summary.sentences()) {
      assertThat(sentence.start()).isGreaterThanOrEqualTo(end);
      assertThat(text.substring(sentence.start(), sentence.end()).replaceAll("\\s+", " "))
          .isEqualTo(sentence.text());
      assertThat(sentence.score()).isBetween(0.0, 1.0);
      end = sentence.end();
    }
  }

  private static Summary summary(String text, int sentences) {
    return Summarizer.of(
        text, Language.SPANISH, Entities.of(text, Language.SPANISH), OptionalInt.of(sentences));
  }
}
