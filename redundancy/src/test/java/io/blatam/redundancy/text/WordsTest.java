package io.blatam.redundancy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void of_figuresKeepTheirSeparators() {
    assertThat(words("Son 80.000.000,50 COP.")).containsExactly("son", "80.000.000,50", "cop");
  }

  @Test
  void of_apostropheHoldsAWordTogether() {
    assertThat(words("Don’t stop 'now'")).containsExactly("don't", "stop", "now");
  }

  @Test
  void of_composedAndDecomposedAccentsAreEqual() {
    assertThat(words("Bogotá")).isEqualTo(words("Bogota\u0301")).containsExactly("bogota");
  }

  @Test
  void of_pointWithoutSpaceEndsAWord() {
    assertThat(words("fin.Otra")).containsExactly("fin", "otra");
  }

  private static List<String> words(String text) {
    return Words.of(MarkdownProse.of(text)).stream().map(Word::normal).toList();
  }
}
