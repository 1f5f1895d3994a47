package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          inversión de 80 000 000 COP;            80000000; COP
          inversión de $80.000.000;               80000000;
          an investment of USD 50,000;            50000;    USD
          a budget of $50,000.50;                 50000.50;
          por 1.234,56 €;                         1234.56;  EUR
          80 millones de pesos colombianos;       80000000; COP
          1,5 millones de euros;                  1500000;  EUR
          un crédito de 300 mil pesos;            300000;
          50k USD;                                50000;    USD
          £12,000 for the launch;                 12000;    GBP
          """)
  void findAll_oneAmount(String text, BigDecimal value, String currency) {
    List<Amount> amounts = Amount.findAll(text);

    assertThat(amounts).hasSize(1);
    assertThat(amounts.get(0).value()).isEqualByComparingTo(value);
    assertThat(amounts.get(0).currency().orElse(null)).isEqualTo(currency);
  }

  @Test
  void findAll_plainNumbersAreNotMoney() {
    assertThat(Amount.findAll("en 2027 con 3 empleados y 150 clientes al día")).isEmpty();
  }
}
