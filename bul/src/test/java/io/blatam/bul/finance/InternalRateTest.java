package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InternalRateTest {

  /** Wikipedia, "Internal rate of return": −123,400; 36,200; 54,800; 48,100 return 5.96 %. */
  @Test
  void of_publishedExample() {
    assertThat(InternalRate.of(flows(-123400, 36200, 54800, 48100)).unique())
        .hasValueSatisfying(
            rate -> assertThat(rate).isBetween(new BigDecimal("0.0595"), new BigDecimal("0.0597")));
  }

  /** −100 g² + 230 g − 132 has the roots 1.1 and 1.2. */
  @Test
  void of_twoSignChanges_bothRates() {
    InternalRate found = InternalRate.of(flows(-100, 230, -132));

    assertThat(found.rates())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("0.1"), new BigDecimal("0.2"));
    assertThat(found.signChanges()).isEqualTo(2);
    assertThat(found.unique()).isEmpty();
  }

  /** (g − 1)(g − 2)(g − 3) × 100: 0 %, 100 % and 200 %. */
  @Test
  void of_threeRates() {
    assertThat(InternalRate.of(flows(-100, 600, -1100, 600)).rates())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.valueOf(2));
  }

  /** 100 g² − 200 g + 150 has no real root. */
  @Test
  void of_twoSignChanges_noRate() {
    InternalRate found = InternalRate.of(flows(100, -200, 150));

    assertThat(found.rates()).isEmpty();
    assertThat(found.signChanges()).isEqualTo(2);
  }

  /** 100 (g − 1.1)²: a double root touches zero and is found. */
  @Test
  void of_doubleRoot() {
    assertThat(InternalRate.of(flows(100, -220, 121)).rates())
        .anySatisfy(rate -> assertThat(rate).isEqualByComparingTo("0.1"));
  }

  @Test
  void of_noSignChange() {
    assertThat(InternalRate.of(flows(-1, -2, 0)))
        .isEqualTo(new InternalRate(List.of(), 0))
        .isEqualTo(InternalRate.of(flows(0, 0)));
  }

  /** Nothing for a year, then ten times the money after nine: 10^(1/9) − 1 = 29.154967 %. */
  @Test
  void of_zerosBetween() {
    assertThat(InternalRate.of(flows(-1, 0, 0, 0, 0, 0, 0, 0, 0, 10)).unique())
        .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("0.29154967"));
  }

  @Test
  void of_losesNearlyEverything() {
    assertThat(InternalRate.of(flows(-1_000_000, 1)).unique())
        .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("-0.999999"));
  }

  @Property(tries = 200)
  void npvAtEveryRateIsNearlyZero(
      @ForAll @Size(min = 2, max = 24) List<@IntRange(min = -5000, max = 5000) Integer> amounts) {
    List<BigDecimal> flows = amounts.stream().map(BigDecimal::valueOf).toList();
    InternalRate found = InternalRate.of(flows);

    assertThat(found.rates().size()).isLessThanOrEqualTo(found.signChanges());
    BigDecimal gap = new BigDecimal("0.00000002");
    assertThat(found.rates())
        .allSatisfy(
            rate -> {
              BigDecimal at = future(rate, flows);
              BigDecimal below = future(rate.subtract(gap), flows);
              BigDecimal above = future(rate.add(gap), flows);
              assertThat(
                      at.signum() == 0
                          || below.signum() * above.signum() <= 0
                          || at.abs().compareTo(below.abs().max(above.abs())) <= 0)
                  .as("%s at %s", amounts, rate)
                  .isTrue();
            });
  }

  /** Flows made to return a chosen rate do. */
  @Property(tries = 100)
  void anAnnuityReturnsItsRate(
      @ForAll @IntRange(min = -30, max = 300) int percent,
      @ForAll @IntRange(min = 1, max = 40) int periods) {
    BigDecimal rate = BigDecimal.valueOf(percent).movePointLeft(2);
    BigDecimal worth = BigDecimal.ZERO;
    for (int i = 1; i <= periods; i++) {
      worth =
          worth.add(
              BigDecimal.valueOf(1000)
                  .divide(
                      BigDecimal.ONE.add(rate).pow(i, java.math.MathContext.DECIMAL128),
                      java.math.MathContext.DECIMAL128));
    }
    List<BigDecimal> flows = new ArrayList<>(List.of(worth.negate()));
    for (int i = 0; i < periods; i++) {
      flows.add(BigDecimal.valueOf(1000));
    }

    assertThat(InternalRate.of(flows).unique())
        .hasValueSatisfying(found -> assertThat(found).isEqualByComparingTo(rate));
  }

  /** Value at the horizon instead of today: also defined at −100 %. */
  private static BigDecimal future(BigDecimal rate, List<BigDecimal> flows) {
    BigDecimal value = BigDecimal.ZERO;
    for (BigDecimal flow : flows) {
      value = value.multiply(BigDecimal.ONE.add(rate)).add(flow);
    }
    return value;
  }

  private static List<BigDecimal> flows(long... amounts) {
    return Arrays.stream(amounts).mapToObj(BigDecimal::valueOf).toList();
  }
}
