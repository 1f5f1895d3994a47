package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.finance.MixBreakEven.Line;
import io.blatam.bul.finance.MixBreakEven.Product;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MixBreakEvenTest {

  /**
   * OpenStax, <i>Principles of Accounting 2</i>, section 3.2, Hicks Manufacturing: price 100,
   * variable cost 20, fixed costs 18,000 break even at 225 units and 22,500 of sales.
   */
  @Test
  void of_publishedExample() {
    MixBreakEven found =
        MixBreakEven.of(
            new BigDecimal("18000"), BigDecimal.ZERO, List.of(product("birdbath", 100, 20, 1)));

    assertThat(found.lines())
        .extracting(Line::units)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.valueOf(225));
    assertThat(found.sales()).isEqualByComparingTo("22500");
    assertThat(found.contributionRatio()).isEqualByComparingTo("0.8");
  }

  /**
   * Three of A leave 3 × 40, one of B leaves 80, so a mix leaves 200 and 100 mixes cover 20,000:
   * 300 of A and 100 of B. Planned are 400 mixes' worth, so three quarters may be lost.
   */
  @Test
  void ofPlan_twoProductsByHand() {
    MixBreakEven found =
        MixBreakEven.ofPlan(
            new BigDecimal("20000"),
            BigDecimal.ZERO,
            List.of(product("A", 100, 60, 1200), product("B", 200, 120, 400)));

    assertThat(found.lines())
        .extracting(Line::units)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.valueOf(300), BigDecimal.valueOf(100));
    assertThat(found.safety())
        .hasValueSatisfying(safety -> assertThat(safety).isEqualByComparingTo("0.75"));
  }

  /** Both of 13 units leave 1: 3 of each leave the 6, though a mix of 26 is 0.2307692… of that. */
  @Test
  void of_mixesWithoutAnEnd_areNotRoundedUpToOneUnitMore() {
    MixBreakEven found =
        MixBreakEven.of(
            BigDecimal.ZERO,
            BigDecimal.valueOf(6),
            List.of(product("a", 1, 0, 13), product("b", 1, 0, 13)));

    assertThat(found.lines())
        .extracting(Line::units)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.valueOf(3), BigDecimal.valueOf(3));
  }

  @Test
  void of_nothingIsLeft() {
    assertThatThrownBy(
            () -> MixBreakEven.of(BigDecimal.TEN, BigDecimal.ZERO, List.of(product("a", 5, 5, 1))))
        .hasMessageContaining("raise prices");
  }

  @Property(tries = 300)
  void theUnitsCoverFixedCostsAndProfit(
      @ForAll @IntRange(min = 0, max = 10_000_000) int fixed,
      @ForAll @IntRange(min = 0, max = 1_000_000) int profit,
      @ForAll @IntRange(min = 1, max = 5000) int priceA,
      @ForAll @IntRange(min = 1, max = 5000) int priceB,
      @ForAll @IntRange(min = 1, max = 500) int weightA,
      @ForAll @IntRange(min = 1, max = 500) int weightB) {
    List<Product> products =
        List.of(
            product("a", priceA, priceA / 2, weightA), product("b", priceB, priceB / 3, weightB));

    MixBreakEven found =
        MixBreakEven.of(BigDecimal.valueOf(fixed), BigDecimal.valueOf(profit), products);

    assertThat(found.profit()).isGreaterThanOrEqualTo(BigDecimal.valueOf(profit));
    BigDecimal oneLess =
        found
            .profit()
            .subtract(products.get(0).contribution())
            .subtract(products.get(1).contribution());
    assertThat(oneLess).isLessThan(BigDecimal.valueOf(Math.max(1, profit)));
  }

  private static Product product(String name, int price, int cost, int weight) {
    return new Product(
        name, BigDecimal.valueOf(price), BigDecimal.valueOf(cost), BigDecimal.valueOf(weight));
  }
}
