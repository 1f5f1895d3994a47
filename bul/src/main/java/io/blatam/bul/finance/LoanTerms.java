package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A loan repaid monthly.
 *
 * @param annualRate nominal yearly rate as a ratio (0.145), compounded monthly
 * @param months whole life, grace included
 * @param graceMonths first months in which only interest is paid
 */
public record LoanTerms(BigDecimal principal, BigDecimal annualRate, int months, int graceMonths) {

  public LoanTerms {
    if (principal.signum() < 0 || annualRate.signum() < 0) {
      throw new IllegalArgumentException("principal and annualRate: must not be negative");
    }
    if (months < 1 || graceMonths < 0 || graceMonths >= months) {
      throw new IllegalArgumentException("graceMonths: must be at least 0 and less than months");
    }
  }

  /** The rate of one month, as a ratio. */
  public BigDecimal monthlyRate() {
    return annualRate.divide(BigDecimal.valueOf(12), MathContext.DECIMAL64);
  }

  /** What a year costs when interest is added monthly: (1 + i/12)^12 − 1, six decimals. */
  public BigDecimal effectiveAnnualRate() {
    return BigDecimal.ONE
        .add(monthlyRate())
        .pow(12, MathContext.DECIMAL64)
        .subtract(BigDecimal.ONE)
        .setScale(6, java.math.RoundingMode.HALF_UP);
  }
}
