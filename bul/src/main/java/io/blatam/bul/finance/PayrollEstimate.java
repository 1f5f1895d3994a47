package io.blatam.bul.finance;

import io.blatam.bul.finance.PayrollRules.Band;
import io.blatam.bul.finance.PayrollRules.Base;
import io.blatam.bul.finance.PayrollRules.Charge;
import io.blatam.bul.finance.PayrollRules.Kind;
import io.blatam.bul.locale.Bilingual;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What an employee costs a year: salary, benefits owed by law and the employer's contributions. An
 * estimate for planning. Each charge is computed on the year and rounded half up to the scale.
 *
 * @param salary a year's salaries
 * @param cost everything together
 * @param charged benefits and contributions as a ratio of the salary, four decimals
 */
public record PayrollEstimate(
    PayrollRules rules,
    BigDecimal salary,
    BigDecimal benefits,
    BigDecimal contributions,
    BigDecimal cost,
    BigDecimal monthlyCost,
    BigDecimal charged,
    List<Line> lines) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  public PayrollEstimate {
    lines = List.copyOf(lines);
  }

  /**
   * One charge for a year.
   *
   * @param rate percent that was applied; zero for a fixed amount
   */
  public record Line(
      String id,
      Bilingual name,
      Kind kind,
      BigDecimal base,
      BigDecimal rate,
      BigDecimal amount,
      String source) {}

  /** Estimates one employee with {@code monthly} gross salary. */
  public static PayrollEstimate of(PayrollRules rules, BigDecimal monthly, int scale) {
    BigDecimal salary = monthly.multiply(rules.pays()).setScale(scale, RoundingMode.HALF_UP);
    BigDecimal allowance =
        rules.charges().stream()
            .filter(c -> c.base() == Base.NONE && c.kind() == Kind.BENEFIT && owed(c, monthly))
            .map(c -> c.fixed().orElse(BigDecimal.ZERO).multiply(TWELVE))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Line> lines =
        rules.charges().stream()
            .filter(c -> owed(c, monthly))
            .map(c -> line(rules, c, salary, allowance, scale))
            .toList();
    BigDecimal benefits = sum(lines, Kind.BENEFIT);
    BigDecimal contributions = sum(lines, Kind.CONTRIBUTION);
    BigDecimal cost = salary.add(benefits).add(contributions);
    return new PayrollEstimate(
        rules,
        salary,
        benefits,
        contributions,
        cost,
        cost.divide(TWELVE, scale, RoundingMode.HALF_UP),
        salary.signum() == 0
            ? BigDecimal.ZERO
            : benefits.add(contributions).divide(salary, 4, RoundingMode.HALF_UP),
        lines);
  }

  private static boolean owed(Charge charge, BigDecimal monthly) {
    return charge.below().map(limit -> monthly.compareTo(limit) < 0).orElse(true)
        && charge.from().map(limit -> monthly.compareTo(limit) >= 0).orElse(true);
  }

  private static Line line(
      PayrollRules rules, Charge charge, BigDecimal salary, BigDecimal allowance, int scale) {
    BigDecimal whole =
        switch (charge.base()) {
          case SALARY -> salary;
          case INTEGRATED -> salary.multiply(rules.integration());
          case SALARY_AND_ALLOWANCE -> salary.add(allowance);
          case NONE -> BigDecimal.ZERO;
        };
    BigDecimal base = whole;
    if (charge.cap().isPresent()) {
      base = base.min(charge.cap().get().multiply(TWELVE));
    }
    if (charge.annualCap().isPresent()) {
      base = base.min(charge.annualCap().get());
    }
    base =
        base.subtract(charge.minus().orElse(BigDecimal.ZERO).multiply(TWELVE))
            .max(BigDecimal.ZERO)
            .setScale(scale, RoundingMode.HALF_UP);
    BigDecimal rate = rate(charge, base);
    BigDecimal fixed = charge.fixed().orElse(BigDecimal.ZERO).multiply(TWELVE);
    BigDecimal amount =
        base.multiply(rate)
            .divide(HUNDRED, MathContext.DECIMAL128)
            .add(fixed)
            .setScale(scale, RoundingMode.HALF_UP);
    return new Line(charge.id(), charge.name(), charge.kind(), base, rate, amount, charge.source());
  }

  private static BigDecimal rate(Charge charge, BigDecimal base) {
    BigDecimal monthly = base.divide(TWELVE, MathContext.DECIMAL64);
    return charge.bands().stream()
        .filter(band -> band.upTo().map(limit -> monthly.compareTo(limit) <= 0).orElse(true))
        .findFirst()
        .map(Band::rate)
        .or(charge::rate)
        .orElse(BigDecimal.ZERO);
  }

  private static BigDecimal sum(List<Line> lines, Kind kind) {
    return Total.of(lines.stream().filter(l -> l.kind == kind).toList(), Line::amount);
  }
}
