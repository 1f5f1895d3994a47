package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AppraisalTest {

  /** −1000 + 500/1.1 + 500/1.21 + 500/1.331 = −1000 + 454.55 + 413.22 + 375.66 = 243.43. */
  @Test
  void npv_threeEqualFlows() {
    assertThat(Appraisal.npv(new BigDecimal("0.1"), flows(-1000, 500, 500, 500)))
        .isBetween(new BigDecimal("243.42"), new BigDecimal("243.43"));
  }

  /** The annuity factor 1000 / 500 = 2 over three years is that of 23.375 %. */
  @Test
  void irr_threeEqualFlows() {
    assertThat(Appraisal.irr(flows(-1000, 500, 500, 500)))
        .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("0.2338"));
  }

  @Test
  void irr_nothingComesBack() {
    assertThat(Appraisal.irr(flows(-1000, -5, -5, -5))).isEmpty();
  }

  /** After two years 700 are back and 300 of the third year's 600 are missing: 2.5 years. */
  @Test
  void payback_withinTheThirdYear() {
    assertThat(Appraisal.payback(flows(-1000, 300, 400, 600)))
        .hasValueSatisfying(years -> assertThat(years).isEqualByComparingTo("2.5"));
  }

  @Test
  void payback_never() {
    assertThat(Appraisal.payback(flows(-1000, 300, 300, 300))).isEmpty();
  }

  /**
   * The plan invests 1700. Year 1: 3000 before opening costs, tax 813, so 2187; years 2 and 3: 3000
   * − 828 = 2172. Recoverable: 1200 − 720 of depreciation + 100 of stock + 350 of cash = 930.
   */
  @Test
  void of_flowsWorkedByHand() {
    Appraisal appraisal = Appraisal.of(Projection.of(PlanFixture.plain()));

    assertThat(appraisal.flows())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactlyElementsOf(flows(-1700, 2187, 2172, 2172));
    assertThat(appraisal.terminal()).isEqualByComparingTo("930");
    // −1700 + 2187/1.1 + 2172/1.21 + 3102/1.331 = −1700 + 1988.18 + 1795.04 + 2330.58.
    assertThat(appraisal.npv()).isEqualByComparingTo("4414");
  }

  @Property(tries = 200)
  void npvAtTheIrrIsNearlyZero(
      @ForAll @IntRange(min = 1000, max = 1_000_000) int invested,
      @ForAll @IntRange(min = 1, max = 500_000) int first,
      @ForAll @IntRange(min = 1, max = 500_000) int second,
      @ForAll @IntRange(min = 1, max = 500_000) int third) {
    List<BigDecimal> flows = flows(-invested, first, second, third);

    Appraisal.irr(flows)
        .ifPresent(
            rate -> {
              BigDecimal step = new BigDecimal("0.0001");
              assertThat(
                      Appraisal.npv(rate.subtract(step), flows)
                          .multiply(Appraisal.npv(rate.add(step), flows))
                          .signum())
                  .isNotPositive();
            });
  }

  private static List<BigDecimal> flows(long... amounts) {
    return Stream.of(java.util.Arrays.stream(amounts).boxed().toArray(Long[]::new))
        .map(BigDecimal::valueOf)
        .toList();
  }
}
