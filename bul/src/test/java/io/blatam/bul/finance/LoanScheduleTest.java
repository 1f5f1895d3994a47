package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.finance.LoanSchedule.Instalment;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LoanScheduleTest {

  /** 12,000 at 1 % a month over 12: 12000 × 0.01 / (1 − 1.01^−12) = 120 / 0.1125507 = 1066.19. */
  @Test
  void of_oneYearAtOnePercentAMonth() {
    LoanSchedule schedule = LoanSchedule.of(terms("12000", "0.12", 12, 0), 2);

    assertThat(schedule.instalment()).isEqualByComparingTo("1066.19");
    assertThat(schedule.instalments().get(0).interest()).isEqualByComparingTo("120.00");
    assertThat(schedule.instalments().get(0).principal()).isEqualByComparingTo("946.19");
    // Second month: interest on 12000 − 946.19 = 11053.81 is 110.54.
    assertThat(schedule.instalments().get(1).interest()).isEqualByComparingTo("110.54");
    // Unrounded: 12 × 1066.1855 − 12000 = 794.23; rounding moves it by a few cents at most.
    assertThat(schedule.totalInterest())
        .isBetween(new BigDecimal("794.20"), new BigDecimal("794.28"));
  }

  /** 10,000 at 2 % a month: two months of 200 interest, then 10000 × 0.02 / (1 − 1.02^−4). */
  @Test
  void of_graceMonthsPayInterestOnly() {
    LoanSchedule schedule = LoanSchedule.of(terms("10000", "0.24", 6, 2), 2);

    assertThat(schedule.instalments().subList(0, 2))
        .allSatisfy(
            i -> {
              assertThat(i.payment()).isEqualByComparingTo("200.00");
              assertThat(i.balance()).isEqualByComparingTo("10000");
            });
    assertThat(schedule.instalment()).isEqualByComparingTo("2626.24");
    assertThat(schedule.instalments()).hasSize(6);
    assertThat(schedule.instalments().get(5).balance()).isEqualByComparingTo("0");
  }

  /** Wikipedia, "Mortgage calculator": 200,000 at 6.5 % over thirty years are 1,264.14 a month. */
  @Test
  void of_publishedExample() {
    LoanSchedule schedule = LoanSchedule.of(terms("200000", "0.065", 360, 0), 2);

    assertThat(schedule.instalment()).isEqualByComparingTo("1264.14");
    assertThat(schedule.instalments().get(359).balance()).isZero();
  }

  /** 1200 over twelve months at 1 % a month: 100 of principal each, interest from 12 down to 1. */
  @Test
  void of_german() {
    LoanSchedule schedule = LoanSchedule.of(terms("1200", "0.12", 12, 0), Repayment.GERMAN, 2);

    assertThat(schedule.instalment()).isEqualByComparingTo("112");
    assertThat(schedule.instalments().get(11).payment()).isEqualByComparingTo("101");
    assertThat(schedule.totalInterest()).isEqualByComparingTo("78");
  }

  @Test
  void of_bullet() {
    LoanSchedule schedule = LoanSchedule.of(terms("1200", "0.12", 12, 0), Repayment.BULLET, 2);

    assertThat(schedule.instalment()).isEqualByComparingTo("12");
    assertThat(schedule.instalments().get(11).payment()).isEqualByComparingTo("1212");
    assertThat(schedule.totalInterest()).isEqualByComparingTo("144");
  }

  /** 1.01^12 − 1 = 12.6825 %. */
  @Test
  void terms_effectiveAnnualRate() {
    assertThat(terms("1", "0.12", 12, 0).effectiveAnnualRate()).isEqualByComparingTo("0.126825");
  }

  @Test
  void of_noInterest() {
    LoanSchedule schedule = LoanSchedule.of(terms("1200", "0", 12, 0), 0);

    assertThat(schedule.instalments())
        .allSatisfy(i -> assertThat(i.payment()).isEqualByComparingTo("100"));
  }

  @Test
  void year_afterTheLastInstalment() {
    LoanSchedule schedule = LoanSchedule.of(terms("1200", "0.1", 12, 0), 0);

    assertThat(schedule.year(2).payment()).isZero();
    assertThat(schedule.year(2).balance()).isZero();
  }

  @Test
  void terms_graceAsLongAsTheLoan() {
    assertThatThrownBy(() -> terms("1", "0", 6, 6)).hasMessageContaining("graceMonths");
  }

  @Property(tries = 300)
  void principalSumsToTheLoan(
      @ForAll @LongRange(min = 0, max = 5_000_000_000L) long amount,
      @ForAll @IntRange(min = 0, max = 60) int percent,
      @ForAll @IntRange(min = 1, max = 120) int months,
      @ForAll @IntRange(min = 0, max = 24) int grace,
      @ForAll Repayment repayment,
      @ForAll @IntRange(min = 0, max = 2) int scale) {
    LoanTerms terms =
        new LoanTerms(
            BigDecimal.valueOf(amount),
            BigDecimal.valueOf(percent).movePointLeft(2),
            months,
            Math.min(grace, months - 1));
    List<Instalment> instalments = LoanSchedule.of(terms, repayment, scale).instalments();

    BigDecimal repaid =
        instalments.stream().map(Instalment::principal).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(repaid).isEqualByComparingTo(terms.principal());
    assertThat(instalments.get(months - 1).balance()).isZero();
    assertThat(instalments)
        .allSatisfy(
            i -> {
              assertThat(i.payment()).isEqualByComparingTo(i.interest().add(i.principal()));
              assertThat(i.principal()).isNotNegative();
              assertThat(i.balance()).isNotNegative();
            });
  }

  private static LoanTerms terms(String amount, String rate, int months, int grace) {
    return new LoanTerms(new BigDecimal(amount), new BigDecimal(rate), months, grace);
  }
}
