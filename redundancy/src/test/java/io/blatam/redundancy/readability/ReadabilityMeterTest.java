package io.blatam.redundancy.readability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blatam.redundancy.api.Language;
import io.blatam.redundancy.api.Readability;
import io.blatam.redundancy.text.MarkdownProse;
import io.blatam.redundancy.text.Prose;
import io.blatam.redundancy.text.Sentences;
import io.blatam.redundancy.text.Words;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadabilityMeterTest {

  /** 6 words, 6 syllables, 1 sentence: 206.835 − 1.015·6 − 84.6·1. */
  @Test
  void measure_englishWorkedByHand() {
    Readability readability = measure("The cat sat on the mat.", Language.ENGLISH).orElseThrow();

    assertThat(readability.formula()).isEqualTo("flesch-reading-ease");
    assertThat(readability.score()).isCloseTo(116.145, within(0.001));
    assertThat(readability.band()).isEqualTo(Readability.Band.VERY_EASY);
  }

  /**
   * El(1) pe-rro(2) co-me(2). La(1) ca-fe-te-rí-a(5) a-bri-rá(3) en(1) Bo-go-tá(3): 8 words, 18
   * syllables, 2 sentences: 206.835 − 62.3·18/8 − 8/2 = 62.66.
   */
  @Test
  void measure_spanishWorkedByHand() {
    Readability readability =
        measure("El perro come. La cafetería abrirá en Bogotá.", Language.SPANISH).orElseThrow();

    assertThat(readability.syllables()).isEqualTo(18);
    assertThat(readability.sentences()).isEqualTo(2);
    assertThat(readability.score()).isCloseTo(62.66, within(0.001));
    assertThat(readability.band()).isEqualTo(Readability.Band.STANDARD);
  }

  @Test
  void measure_figuresDoNotCountAsWords() {
    assertThat(measure("El total es 80.000.000.", Language.SPANISH).orElseThrow().words())
        .isEqualTo(3);
  }

  @Test
  void measure_noWords() {
    assertThat(measure("123 — 456", Language.SPANISH)).isEmpty();
  }

  @Test
  void measure_languageWithoutFormula() {
    assertThat(measure("O café abrirá.", Language.PORTUGUESE)).isEmpty();
  }

  private static Optional<Readability> measure(String text, Language language) {
    Prose prose = MarkdownProse.of(text);
    return ReadabilityMeter.measure(text, Sentences.of(prose), Words.of(prose), language);
  }
}
