package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvestmentReturnTest {

  /** Wikipedia, "Net present value": 100,000 for twelve years of 10,000 at 10 % is −31,863.08. */
  @Test
  void of_publishedExample() {
    List<BigDecimal> flows = new ArrayList<>(List.of(BigDecimal.valueOf(-100_000)));
    flows.addAll(Collections.nCopies(12, BigDecimal.valueOf(10_000)));

    InvestmentReturn found = InvestmentReturn.of(new BigDecimal("0.1"), flows, 2);

    assertThat(found.npv()).isEqualByComparingTo("-31863.08");
    assertThat(found.periods().get(1).presentValue()).isEqualByComparingTo("9090.91");
    assertThat(found.payback())
        .hasValueSatisfying(years -> assertThat(years).isEqualByComparingTo("10"));
    assertThat(found.discountedPayback()).isEmpty();
    assertThat(found.profitabilityIndex())
        .hasValueSatisfying(index -> assertThat(index).isEqualByComparingTo("0.68"));
  }

  /**
   * 1000 today for 600 and 600 at 10 %: 545.45 + 495.87 = 1041.32; back after 1 + 454.55/495.87.
   */
  @Test
  void of_discountedPayback() {
    InvestmentReturn found =
        InvestmentReturn.of(
            new BigDecimal("0.1"),
            List.of(BigDecimal.valueOf(-1000), BigDecimal.valueOf(600), BigDecimal.valueOf(600)),
            2);

    assertThat(found.npv()).isEqualByComparingTo("41.32");
    assertThat(found.payback())
        .hasValueSatisfying(years -> assertThat(years).isEqualByComparingTo("1.7"));
    assertThat(found.discountedPayback())
        .hasValueSatisfying(years -> assertThat(years).isEqualByComparingTo("1.9"));
  }

  @Test
  void of_impossibleRateOrNoFlows() {
    assertThatThrownBy(() -> InvestmentReturn.of(BigDecimal.ONE.negate(), List.of(), 2))
        .hasMessageContaining("discount_rate");
    assertThatThrownBy(() -> InvestmentReturn.of(BigDecimal.ZERO, List.of(), 2))
        .hasMessageContaining("flows");
  }
}
