package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BreakEvenTest {

  /**
   * Fixed: 12 × (150 + 200) + 240 of depreciation = 4440. Sixty of every hundred remain, so sales
   * of 4440 / 0.6 = 7400, that is 74 units a year, 6.17 a month, rounded up 7. Safety 1 − 7400 /
   * 12000 = 38.33 %.
   */
  @Test
  void of_workedByHand() {
    PlanInputs inputs = PlanFixture.plain();
    BreakEven breakEven = BreakEven.of(inputs, Projection.of(inputs).years().get(0)).orElseThrow();

    assertThat(breakEven.fixed()).isEqualByComparingTo("4440");
    assertThat(breakEven.contributionRatio()).isEqualByComparingTo("0.6");
    assertThat(breakEven.sales()).isEqualByComparingTo("7400");
    assertThat(breakEven.marginOfSafety()).isEqualByComparingTo("0.3833");
    assertThat(breakEven.units().get(0).units()).isEqualByComparingTo("7");
  }

  @Test
  void of_eachSaleLosesMoney() {
    PlanInputs inputs =
        PlanFixture.plain().varied(BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("3"));

    assertThat(BreakEven.of(inputs, Projection.of(inputs).years().get(0))).isEmpty();
  }
}
