package io.blatam.bul.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ES; COP; CO; 80000000;  $80.000.000
          EN; COP; CO; 80000000;  COP_80,000,000
          ES; EUR; ES; 1234.56;   1.234,56_€
          EN; EUR; IE; 1234.56;   €1,234.56
          ES; MXN; MX; 1234.5;    $1,234.50
          ES; ARS; AR; 1234.5;    $1.234,50
          ES; USD; CO; 1234.5;    US$1.234,50
          ES; USD; EC; 1234.5;    $1.234,50
          EN; USD; US; -1234.5;   −$1,234.50
          ES; PEN; PE; 1234.5;    S/ 1,234.50
          EN; GBP; GB; 0.005;     £0.01
          """)
  void money(Language language, String currency, String country, String amount, String expected) {
    assertThat(format(language, currency, country).money(new BigDecimal(amount)))
        .isEqualTo(expected.replace('_', '\u00a0'));
  }

  @Test
  void whole_negativeThatRoundsToZero() {
    assertThat(format(Language.ES, "EUR", "ES").whole(new BigDecimal("-0.2"))).isEqualTo("0");
  }

  @Test
  void percent_bothLanguages() {
    assertThat(format(Language.ES, "EUR", "ES").percent(new BigDecimal("14.5")))
        .isEqualTo("14,5\u00a0%");
    assertThat(format(Language.EN, "EUR", "IE").ratio(new BigDecimal("0.145"))).isEqualTo("14.5%");
  }

  @Test
  void date_asTheCountryWritesIt() {
    LocalDate date = LocalDate.of(2026, 11, 3);
    assertThat(format(Language.ES, "COP", "CO").date(date)).isEqualTo("3 de noviembre de 2026");
    assertThat(format(Language.EN, "GBP", "GB").date(date)).isEqualTo("3 November 2026");
    assertThat(format(Language.EN, "USD", "US").date(date)).isEqualTo("November 3, 2026");
    assertThat(format(Language.ES, "COP", "CO").shortMonth(YearMonth.of(2027, 9)))
        .isEqualTo("sep 27");
  }

  @Test
  void countries_haveKnownCurrenciesAndCities() {
    assertThat(Country.all())
        .allSatisfy(c -> assertThat(Currency.find(c.currency())).as(c.code()).isPresent());
    assertThat(Country.cities())
        .allSatisfy(c -> assertThat(Country.find(c.country())).as(c.name()).isPresent());
  }

  private static LocalFormat format(Language language, String currency, String country) {
    return new LocalFormat(language, Currency.of(currency), Country.find(country));
  }
}
