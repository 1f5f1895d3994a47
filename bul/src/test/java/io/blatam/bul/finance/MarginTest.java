package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MarginTest {

  /** Bought at 100 and sold at 150: a third of the price, half of the cost. */
  @Test
  void ofPrice_marginAndMarkupDiffer() {
    Margin margin = Margin.ofPrice(new BigDecimal("100"), new BigDecimal("150"));

    assertThat(margin.profit()).isEqualByComparingTo("50");
    assertThat(margin.margin()).isEqualByComparingTo("0.333333");
    assertThat(margin.markup()).isEqualByComparingTo("0.5");
  }

  /** Selling below cost is a fact that has figures too. */
  @Test
  void ofPrice_loss() {
    assertThat(Margin.ofPrice(new BigDecimal("100"), new BigDecimal("80")).margin())
        .isEqualByComparingTo("-0.25");
  }

  @Test
  void ofMargin_noPriceReachesIt() {
    assertThatThrownBy(() -> Margin.ofMargin(BigDecimal.TEN, BigDecimal.ONE, 2))
        .hasMessageContaining("margin");
  }

  @Property(tries = 300)
  void marginAndMarkupInvert(
      @ForAll @IntRange(min = 10_000, max = 100_000_000) int cents,
      @ForAll @IntRange(min = 1, max = 95) int percent) {
    BigDecimal cost = BigDecimal.valueOf(cents).movePointLeft(2);
    BigDecimal margin = BigDecimal.valueOf(percent).movePointLeft(2);

    Margin found = Margin.ofMargin(cost, margin, 2);
    Margin again = Margin.ofMarkup(cost, found.markup(), 2);

    assertThat(found.margin().subtract(margin).abs()).isLessThan(new BigDecimal("0.0001"));
    assertThat(again.price().subtract(found.price()).abs())
        .isLessThanOrEqualTo(found.price().multiply(new BigDecimal("0.000001")).max(CENT));
    assertThat(found.cost().add(found.profit())).isEqualByComparingTo(found.price());
  }

  private static final BigDecimal CENT = new BigDecimal("0.01");
}
