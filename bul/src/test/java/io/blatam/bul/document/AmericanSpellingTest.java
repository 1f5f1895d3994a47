package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmericanSpellingTest {

  @ParameterizedTest
  @CsvSource({
    "duly authorised to sign, duly authorized to sign",
    "Organisational measures, Organizational measures",
    "a licence to use, a license to use",
    "wilful misconduct, willful misconduct",
    "Paris Centre of Analysis, Paris Center of Analysis",
    "a promise and an exercise, a promise and an exercise"
  })
  void of_wordsOfTheTemplates(String british, String american) {
    assertThat(AmericanSpelling.of(british)).isEqualTo(american);
  }
}
