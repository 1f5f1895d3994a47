package io.blatam.redundancy.keyword;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.redundancy.api.Keyword;
import io.blatam.redundancy.api.Language;
import io.blatam.redundancy.text.MarkdownProse;
import io.blatam.redundancy.text.Words;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeywordsTest {

  private static final String SPANISH =
      """
      El flujo de caja sostiene la cafetería. Con el flujo de caja del primer año se paga el préstamo;
      sin flujo de caja no hay préstamos nuevos. Las ventas de la cafetería crecen y otras cafeterías
      cierran.
      """;

  @Test
  void of_termWithConnector_isOneTerm() {
    assertThat(phrases(SPANISH, Language.SPANISH))
        .startsWith("flujo de caja")
        .doesNotContain("caja");
  }

  @Test
  void of_inflections_countTogether() {
    Keyword keyword =
        keywords(SPANISH, Language.SPANISH).stream()
            .filter(k -> k.phrase().equals("cafetería"))
            .findFirst()
            .orElseThrow();
    assertThat(keyword.occurrences())
        .extracting(span -> span.in(SPANISH))
        .containsExactly("cafetería", "cafetería", "cafeterías");
  }

  @Test
  void of_english_multiWordTermsFirst() {
    assertThat(
            phrases(
                "Customer segments drive marketing costs. Marketing costs grow as customer segments do.",
                Language.ENGLISH))
        .startsWith("Customer segments", "marketing costs");
  }

  @Test
  void of_passingCompany_isNotPartOfTheTerm() {
    assertThat(
            phrases(
                "El flujo de caja muestra un saldo. El flujo de caja depende de la venta. La venta sube.",
                Language.SPANISH))
        .startsWith("flujo de caja")
        .contains("venta")
        .doesNotContain("flujo de caja muestra", "venta sube");
  }

  @Test
  void of_stopWordsOnly_nothing() {
    assertThat(phrases("de la que el en y a los", Language.SPANISH)).isEmpty();
  }

  @Property(tries = 200)
  void of_anyText_offsetsAreWithinAndOrdered(
      @ForAll
          @StringLength(max = 300)
          @CharRange(from = 'a', to = 'f')
          @net.jqwik.api.constraints.Chars({' ', '.'})
          String text) {
    for (Keyword keyword : keywords(text, Language.ENGLISH)) {
      assertThat(keyword.occurrences()).isNotEmpty();
      keyword
          .occurrences()
          .forEach(span -> assertThat(span.end()).isLessThanOrEqualTo(text.length()));
      assertThat(keyword.occurrences())
          .anyMatch(span -> span.in(text).replaceAll("\\s+", " ").equals(keyword.phrase()));
    }
  }

  private static List<String> phrases(String text, Language language) {
    return keywords(text, language).stream().map(Keyword::phrase).toList();
  }

  private static List<Keyword> keywords(String text, Language language) {
    return Keywords.of(text, Words.of(MarkdownProse.of(text)), language, 10);
  }
}
