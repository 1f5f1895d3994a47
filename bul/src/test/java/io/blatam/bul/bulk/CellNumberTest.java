package io.blatam.bul.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellNumberTest {

  @ParameterizedTest
  @CsvSource({
    "14, 14",
    "-3, -3",
    "14.5, 14.5",
    "80 000 000, 80000000",
    "'1,234,567', 1234567",
    "'1,234.50', 1234.50"
  })
  void of_decimalPoint(String text, String number) {
    assertThat(CellNumber.of(text, false).value().map(value -> value.toPlainString()))
        .contains(number);
  }

  @ParameterizedTest
  @CsvSource({
    "14, 14",
    "'14,5', 14.5",
    "'0,125', 0.125",
    "14.5, 14.5",
    "1.234.567, 1234567",
    "'1.234,50', 1234.50",
    "'80 000,5', 80000.5"
  })
  void of_decimalComma(String text, String number) {
    assertThat(CellNumber.of(text, true).value().map(value -> value.toPlainString()))
        .contains(number);
  }

  @ParameterizedTest
  @CsvSource({"'1,234', false, 1234 or 1.234", "1.234, true, '1234 or 1,234'"})
  void of_thousandOrFraction_isNotGuessed(String text, boolean decimalComma, String advice) {
    CellNumber read = CellNumber.of(text, decimalComma);

    assertThat(read.value()).isEmpty();
    assertThat(read.ambiguity())
        .hasValueSatisfying(said -> assertThat(said).endsWith("write " + advice));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1e5", "0x10", "1,2,3", "--1", "12.34.5", "$5", "5 €", "1 23"})
  void of_noNumber(String text) {
    assertThat(CellNumber.of(text, false).value()).isEmpty();
    assertThat(CellNumber.of(text, false).ambiguity()).isEmpty();
  }
}
