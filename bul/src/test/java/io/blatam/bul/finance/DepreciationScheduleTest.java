package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.finance.DepreciationSchedule.Asset;
import io.blatam.bul.finance.DepreciationSchedule.Year;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The worked examples are those of Wikipedia's article "Depreciation". */
class DepreciationScheduleTest {

  @Test
  void straightLine_publishedExample() {
    assertThat(charges(DepreciationSchedule.straightLine(asset("17000", "2000", 5))))
        .containsExactly("3000.00", "3000.00", "3000.00", "3000.00", "3000.00");
  }

  @Test
  void decliningBalance_publishedExample() {
    DepreciationSchedule schedule =
        DepreciationSchedule.decliningBalance(asset("1000", "100", 5), BigDecimal.valueOf(2));

    assertThat(charges(schedule)).containsExactly("400.00", "240.00", "144.00", "86.40", "29.60");
    assertThat(schedule.years().get(4).bookValue()).isEqualByComparingTo("100");
  }

  /**
   * 10,000 over ten years at 20 %: from the sixth year on the straight line over the rest is more.
   */
  @Test
  void decliningBalance_changesToTheStraightLine() {
    assertThat(
            charges(
                DepreciationSchedule.decliningBalance(
                    asset("10000", "0", 10), BigDecimal.valueOf(2))))
        .containsExactly(
            "2000.00", "1600.00", "1280.00", "1024.00", "819.20", "655.36", "655.36", "655.36",
            "655.36", "655.36");
  }

  @Test
  void sumOfYearsDigits_publishedExample() {
    assertThat(charges(DepreciationSchedule.sumOfYearsDigits(asset("1000", "100", 5))))
        .containsExactly("300.00", "240.00", "180.00", "120.00", "60.00");
  }

  /** 70,000 less 10,000 over 6,000 units: 10 a unit. The last units are beyond the capacity. */
  @Test
  void unitsOfProduction_publishedExample() {
    assertThat(
            charges(
                DepreciationSchedule.unitsOfProduction(
                    asset("70000", "10000", 5),
                    BigDecimal.valueOf(6000),
                    List.of(
                        BigDecimal.valueOf(1000),
                        BigDecimal.valueOf(1100),
                        BigDecimal.valueOf(5000)))))
        .containsExactly("10000.00", "11000.00", "39000.00");
  }

  @Test
  void asset_residualAboveCost() {
    assertThatThrownBy(() -> asset("10", "11", 1)).hasMessageContaining("residual");
  }

  @Property(tries = 300)
  void chargesSumToCostLessResidual(
      @ForAll @IntRange(min = 1, max = 100_000_000) int cost,
      @ForAll @IntRange(min = 0, max = 100) int residualPercent,
      @ForAll @IntRange(min = 1, max = 40) int life,
      @ForAll @IntRange(min = 0, max = 2) int scale,
      @ForAll @IntRange(min = 1, max = 4) int factor) {
    BigDecimal whole = BigDecimal.valueOf(cost);
    BigDecimal residual =
        whole
            .multiply(BigDecimal.valueOf(residualPercent))
            .divide(BigDecimal.valueOf(100), scale, java.math.RoundingMode.DOWN);
    Asset asset = new Asset(whole, residual, life, scale);
    List<DepreciationSchedule> schedules =
        List.of(
            DepreciationSchedule.straightLine(asset),
            DepreciationSchedule.sumOfYearsDigits(asset),
            DepreciationSchedule.decliningBalance(asset, BigDecimal.valueOf(factor)),
            DepreciationSchedule.unitsOfProduction(
                asset, BigDecimal.valueOf(7), Collections.nCopies(7, BigDecimal.ONE)));

    assertThat(schedules)
        .allSatisfy(
            schedule -> {
              assertThat(schedule.total()).isEqualByComparingTo(whole.subtract(residual));
              assertThat(schedule.years())
                  .allSatisfy(
                      year -> {
                        assertThat(year.charge()).isNotNegative();
                        assertThat(year.bookValue()).isGreaterThanOrEqualTo(residual);
                      });
            });
  }

  private static Asset asset(String cost, String residual, int life) {
    return new Asset(new BigDecimal(cost), new BigDecimal(residual), life, 2);
  }

  private static List<String> charges(DepreciationSchedule schedule) {
    return schedule.years().stream()
        .map(Year::charge)
        .map(charge -> charge.setScale(2).toPlainString())
        .toList();
  }
}
