package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PayrollEstimateTest {

  private static final LocalDate IN_2025 = LocalDate.of(2025, 6, 1);

  /** 14 × 2,000 = 28,000 at 23.60 + 5.50 + 0.20 + 0.60 + 0.67 + 1.50 = 32.07 % is 8,979.60. */
  @Test
  void of_spainByHand() {
    PayrollEstimate cost = estimate("ES", "2000", 2);

    assertThat(cost.salary()).isEqualByComparingTo("28000");
    assertThat(cost.contributions()).isEqualByComparingTo("8979.60");
    assertThat(cost.cost()).isEqualByComparingTo("36979.60");
    assertThat(cost.charged()).isEqualByComparingTo("0.3207");
  }

  /**
   * Beyond the highest base, 12 × 4,909.50 = 58,914, contributions stay; each is rounded itself.
   */
  @Test
  void of_spain_highestBase() {
    assertThat(estimate("ES", "10000", 2).contributions())
        .isEqualByComparingTo(estimate("ES", "20000", 2).contributions())
        .isEqualByComparingTo("18893.71");
  }

  /** 60,000 a year: 3,720 + 870 + 42 + 189, the unemployment taxes on the first 7,000 only. */
  @Test
  void of_unitedStatesByHand() {
    assertThat(estimate("US", "5000", 2).contributions()).isEqualByComparingTo("4821");
  }

  /**
   * The minimum wage of 2025: twelve times 1,423,500; transport 2,400,000; severance and bonus 8.33
   * % and interest 1 % of 19,482,000; pension 12 %, risk 0.522 % and fund 4 % of the salary.
   */
  @Test
  void of_colombiaByHand() {
    PayrollEstimate cost = estimate("CO", "1423500", 0);

    assertThat(cost.benefits()).isEqualByComparingTo("5840522");
    assertThat(cost.contributions()).isEqualByComparingTo("2822288");
    assertThat(cost.cost()).isEqualByComparingTo("25744810");
  }

  /** From ten minimum wages on health, SENA and ICBF are owed, and no transport allowance is. */
  @Test
  void of_colombia_highSalary() {
    assertThat(estimate("CO", "20000000", 0).lines())
        .extracting(PayrollEstimate.Line::id)
        .contains("health", "training", "child-welfare")
        .doesNotContain("transport");
  }

  /** 13 × 1,000,000; 18 % of 13,000,000 − 84,044.16, 6 % and 3 %. */
  @Test
  void of_argentinaByHand() {
    assertThat(estimate("AR", "1000000", 2).contributions()).isEqualByComparingTo("3494872.05");
  }

  /** The old-age rate rises with the integrated salary: 10,000 × 1.0493 lies in the fourth band. */
  @Test
  void of_mexico_bands() {
    assertThat(estimate("MX", "10000", 2).lines())
        .filteredOn(line -> line.id().equals("old-age"))
        .singleElement()
        .satisfies(line -> assertThat(line.rate()).isEqualByComparingTo("5.559"));
    assertThat(estimate("MX", "60000", 2).lines())
        .filteredOn(line -> line.id().equals("old-age"))
        .singleElement()
        .satisfies(line -> assertThat(line.rate()).isEqualByComparingTo("6.422"));
  }

  @Test
  void rules_ofTheDate() {
    assertThat(PayrollRules.of("ES", LocalDate.of(2025, 12, 31)).orElseThrow().validFrom())
        .isEqualTo("2025-01-01");
    assertThat(PayrollRules.of("ES", LocalDate.of(2026, 1, 1)).orElseThrow().validFrom())
        .isEqualTo("2026-01-01");
    assertThat(PayrollRules.of("ES", LocalDate.of(2000, 1, 1)).orElseThrow().validFrom())
        .isEqualTo("2025-01-01");
    for (String country : List.of("MX", "CO", "US")) {
      assertThat(PayrollRules.of(country, LocalDate.of(2026, 11, 26)).orElseThrow().validFrom())
          .hasYear(2026);
    }
    assertThat(PayrollRules.of("FR", IN_2025)).isEmpty();
  }

  @Test
  void rules_everyChargeNamesItsSource() {
    assertThat(PayrollRules.countries()).containsExactly("AR", "CO", "ES", "MX", "US");
    for (String country : PayrollRules.countries()) {
      assertThat(PayrollRules.of(country, LocalDate.MAX).orElseThrow().charges())
          .allSatisfy(charge -> assertThat(charge.source()).isNotBlank());
    }
  }

  @Property(tries = 200)
  void costIsTheSumOfItsParts_andNeverBelowTheSalary(
      @ForAll @IntRange(min = 0, max = 4) int country,
      @ForAll @IntRange(min = 1, max = 50_000_000) int salary) {
    PayrollEstimate cost =
        estimate(PayrollRules.countries().get(country), String.valueOf(salary), 2);
    List<BigDecimal> amounts = cost.lines().stream().map(PayrollEstimate.Line::amount).toList();

    assertThat(cost.salary().add(Total.of(amounts))).isEqualByComparingTo(cost.cost());
    assertThat(amounts).allSatisfy(amount -> assertThat(amount).isNotNegative());
  }

  /** 6.2 % of the wage base of 184,500, which twelve salaries of 20,000 exceed. */
  @Test
  void unitedStates2026_higherWageBase_capsLater() {
    PayrollRules rules = PayrollRules.of("US", LocalDate.of(2026, 6, 1)).orElseThrow();

    assertThat(PayrollEstimate.of(rules, new BigDecimal("20000"), 2).lines())
        .filteredOn(line -> line.id().equals("social-security"))
        .singleElement()
        .satisfies(line -> assertThat(line.amount()).isEqualByComparingTo("11439.00"));
  }

  private static PayrollEstimate estimate(String country, String monthly, int scale) {
    return PayrollEstimate.of(
        PayrollRules.of(country, IN_2025).orElseThrow(), new BigDecimal(monthly), scale);
  }
}
