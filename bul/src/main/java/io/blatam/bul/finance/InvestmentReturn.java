package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an investment returns: net present value, internal rate, payback plain and discounted, and
 * the present value of what comes back per unit invested.
 *
 * @param npv rounded half up to the asked scale
 * @param payback periods until the flows add up to zero, one decimal, each period's flow spread
 *     evenly
 * @param discountedPayback the same with flows at today's value
 * @param profitabilityIndex present value of all later flows ÷ first flow, two decimals; empty
 *     unless the first flow is a payment
 */
public record InvestmentReturn(
    BigDecimal npv,
    InternalRate internalRate,
    Optional<BigDecimal> payback,
    Optional<BigDecimal> discountedPayback,
    Optional<BigDecimal> profitabilityIndex,
    List<Period> periods) {

  public InvestmentReturn {
    periods = List.copyOf(periods);
  }

  /** One flow, at the end of the period; today's is period 0. */
  public record Period(int period, BigDecimal flow, BigDecimal presentValue, BigDecimal balance) {}

  /**
   * Appraises {@code flows} at {@code rate} a period.
   *
   * @throws IllegalArgumentException for a rate of −100 % or less, or without flows
   */
  public static InvestmentReturn of(BigDecimal rate, List<BigDecimal> flows, int scale) {
    if (rate.compareTo(BigDecimal.ONE.negate()) <= 0) {
      throw new IllegalArgumentException("discount_rate: must be above -100 %");
    }
    if (flows.isEmpty()) {
      throw new IllegalArgumentException("flows: give at least one");
    }
    List<BigDecimal> today = new ArrayList<>();
    List<Period> periods = new ArrayList<>();
    BigDecimal balance = BigDecimal.ZERO;
    for (int i = 0; i < flows.size(); i++) {
      BigDecimal factor = BigDecimal.ONE.add(rate).pow(i, MathContext.DECIMAL128);
      BigDecimal value = flows.get(i).divide(factor, MathContext.DECIMAL128);
      today.add(value);
      balance = balance.add(flows.get(i));
      periods.add(new Period(i, flows.get(i), rounded(value, scale), balance));
    }
    BigDecimal first = flows.get(0);
    Optional<BigDecimal> index =
        first.signum() < 0
            ? Optional.of(
                Total.of(today).subtract(first).divide(first.negate(), 2, RoundingMode.HALF_UP))
            : Optional.empty();
    return new InvestmentReturn(
        rounded(Total.of(today), scale),
        InternalRate.of(flows),
        Appraisal.payback(flows),
        Appraisal.payback(today),
        index,
        periods);
  }

  private static BigDecimal rounded(BigDecimal amount, int scale) {
    return amount.setScale(scale, RoundingMode.HALF_UP);
  }
}
