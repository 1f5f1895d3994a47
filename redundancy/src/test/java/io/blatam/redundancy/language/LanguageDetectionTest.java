package io.blatam.redundancy.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.redundancy.api.DetectedLanguage;
import io.blatam.redundancy.api.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectionTest {

  @ParameterizedTest
  @CsvSource({
    "SPANISH, La cafetería abrirá en Bogotá con ochenta millones de pesos",
    "ENGLISH, The coffee shop will open in Bogotá with eighty million pesos",
    "PORTUGUESE, A cafeteria vai abrir em São Paulo com um investimento de oitenta milhões",
    "FRENCH, Le café ouvrira ses portes à Paris avec un investissement important"
  })
  void of_sentence(Language language, String text) {
    DetectedLanguage detected = LanguageDetection.of(text);
    assertThat(detected.language()).isEqualTo(language);
    assertThat(detected.confidence()).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "123 456", "—!?"})
  void of_noLetters_saysNothing(String text) {
    assertThat(LanguageDetection.of(text))
        .isEqualTo(new DetectedLanguage(Language.UNDETERMINED, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "total", "plan"})
  void of_wordOfSeveralLanguages_isNotNamed(String word) {
    DetectedLanguage detected = LanguageDetection.of(word);
    assertThat(detected.language()).isEqualTo(Language.UNDETERMINED);
    assertThat(detected.confidence()).isBetween(0.5, 0.6);
  }

  @Test
  void of_moreText_moreConfidence() {
    assertThat(LanguageDetection.of("plan de negocio").confidence())
        .isGreaterThan(LanguageDetection.of("plan").confidence());
  }
}
