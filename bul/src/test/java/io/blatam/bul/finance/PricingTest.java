package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.finance.Pricing.Costs;
import io.blatam.bul.finance.Pricing.Discount;
import io.blatam.bul.finance.StartUpCosts.Cost;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricingTest {

  private static final Costs COSTS = new Costs(amount("6"), amount("4000"), amount("1000"));

  /** 6 + 4000/1000 = 10; plus 50 % is 15; 4000 / (15 − 6) = 444.4, so 445 units break even. */
  @Test
  void costPlus_byHand() {
    Pricing pricing = Pricing.costPlus(COSTS, amount("0.5"), amount("0.21"), List.of(), 2);

    assertThat(pricing.unitCost()).isEqualByComparingTo("10");
    assertThat(pricing.price()).isEqualByComparingTo("15");
    assertThat(pricing.priceWithTax()).isEqualByComparingTo("18.15");
    assertThat(pricing.breakEvenUnits())
        .hasValueSatisfying(units -> assertThat(units).isEqualByComparingTo("445"));
  }

  /** 10 / (1 − 0.6) = 25. */
  @Test
  void targetMargin_byHand() {
    assertThat(Pricing.targetMargin(COSTS, amount("0.6"), BigDecimal.ZERO, List.of(), 2).price())
        .isEqualByComparingTo("25");
  }

  /** At 15 a unit leaves 9, at 12 it leaves 6: half as much again must be sold; at 9 it costs. */
  @Test
  void discounts_byHand() {
    Pricing pricing =
        Pricing.costPlus(
            COSTS,
            amount("0.5"),
            BigDecimal.ZERO,
            List.of(
                new Discount(amount("10"), amount("0.2")),
                new Discount(amount("100"), amount("0.4")),
                new Discount(amount("1000"), amount("0.6"))),
            2);

    assertThat(pricing.tiers().get(0).price()).isEqualByComparingTo("12");
    assertThat(pricing.tiers().get(0).extraVolume())
        .hasValueSatisfying(extra -> assertThat(extra).isEqualByComparingTo("0.5"));
    assertThat(pricing.tiers().get(0).belowCost()).isFalse();
    assertThat(pricing.tiers().get(1).belowCost()).isTrue();
    assertThat(pricing.tiers().get(2).extraVolume()).isEmpty();
  }

  /** 10,000 once with 21 % of tax, 2,000 a month for three, 10 % for what nobody thought of. */
  @Test
  void startUpCosts_byHand() {
    StartUpCosts costs =
        StartUpCosts.of(
            List.of(
                new Cost("fit-out", amount("10000"), false, amount("0.21")),
                new Cost("rent", amount("2000"), true, BigDecimal.ZERO)),
            3,
            amount("0.1"),
            2);

    assertThat(costs.reserve()).isEqualByComparingTo("6000");
    assertThat(costs.contingency()).isEqualByComparingTo("1000");
    assertThat(costs.taxToAdvance()).isEqualByComparingTo("2100");
    assertThat(costs.total()).isEqualByComparingTo("19100");
  }

  /** A loss of 100 is set off: of the next year's 250 only 150 are taxed at 20 %. */
  @Test
  void profitAndLoss_lossesAreSetOff() {
    ProfitAndLoss result =
        ProfitAndLoss.of(
            List.of(entry("1", "900", "1000"), entry("2", "1250", "1000")), amount("0.2"), 2);

    assertThat(result.periods().get(0).tax()).isZero();
    assertThat(result.periods().get(1).tax()).isEqualByComparingTo("30");
    assertThat(result.periods().get(1).netProfit()).isEqualByComparingTo("220");
    assertThat(result.periods().get(1).grossMargin()).isEqualByComparingTo("0.2");
  }

  private static ProfitAndLoss.Entry entry(String name, String sales, String cost) {
    return new ProfitAndLoss.Entry(
        name,
        amount(sales),
        amount(cost),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
