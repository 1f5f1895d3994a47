package io.blatam.redundancy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void of_abbreviationsDoNotEndSentences() {
    assertThat(
            sentences("El Sr. Pérez firmó. La Dra. Ruiz, p. ej., no. Vea el art. 5 y la pág. 7."))
        .containsExactly(
            "El Sr. Pérez firmó.", "La Dra. Ruiz, p. ej., no.", "Vea el art. 5 y la pág. 7.");
  }

  @Test
  void of_companyInitials() {
    assertThat(sentences("Aroma S.A. Bogotá vende café. Mr. Smith, Acme Inc. CEO, left."))
        .containsExactly("Aroma S.A. Bogotá vende café.", "Mr. Smith, Acme Inc. CEO, left.");
  }

  @Test
  void of_figuresAndEllipses() {
    assertThat(sentences("Son 80.000,50 euros. Veamos… sí. ¿Seguro? ¡Claro!"))
        .containsExactly("Son 80.000,50 euros.", "Veamos… sí.", "¿Seguro?", "¡Claro!");
  }

  @Test
  void of_headingIsASentence() {
    assertThat(sentences("# Mercado\n\nCrece\ncada año."))
        .containsExactly("Mercado", "Crece\ncada año.");
  }

  @Test
  void of_closingQuoteBelongsToItsSentence() {
    assertThat(sentences("Dijo «basta.» Luego salió."))
        .containsExactly("Dijo «basta.»", "Luego salió.");
  }

  private static List<String> sentences(String text) {
    return Sentences.of(MarkdownProse.of(text)).stream().map(span -> span.in(text)).toList();
  }
}
