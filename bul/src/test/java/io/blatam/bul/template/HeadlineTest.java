package io.blatam.bul.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlineTest {

  @Test
  void of_oneHeadingOnTop_isItInPlainLetters() {
    assertThat(Headline.of("\n# Oferta para **Orbis** \\& Cía\n\n## Precio\n\n12 €\n"))
        .contains("Oferta para Orbis & Cía");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"# Uno\n\nx\n\n# Dos\n\ny\n", "Estimada Ana:\n\n# Oferta\n", "## Precio\n", ""})
  void of_chaptersOrNoHeading_isNone(String markdown) {
    assertThat(Headline.of(markdown)).isEmpty();
  }

  @Test
  void below_isAllButTheHeading() {
    assertThat(Headline.below("# Oferta\n\nPara Orbis\n\n## Precio\n"))
        .isEqualTo("Para Orbis\n\n## Precio\n");
  }
}
