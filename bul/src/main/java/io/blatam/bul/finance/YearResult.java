package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Twelve months of a projection together, with tax and the balance sheet they end in. */
public record YearResult(
    int year,
    BigDecimal sales,
    BigDecimal variableCosts,
    BigDecimal payroll,
    BigDecimal fixedCosts,
    BigDecimal preOperating,
    BigDecimal depreciation,
    BigDecimal interest,
    BigDecimal tax,
    BigDecimal openingCash,
    BigDecimal collected,
    BigDecimal paidToSuppliers,
    BigDecimal taxPaid,
    BigDecimal principalPaid,
    BigDecimal closingCash,
    BalanceSheet balance) {

  static YearResult of(int year, List<MonthResult> months, BigDecimal tax, BalanceSheet balance) {
    return new YearResult(
        year,
        Total.of(months, MonthResult::sales),
        Total.of(months, MonthResult::variableCosts),
        Total.of(months, MonthResult::payroll),
        Total.of(months, MonthResult::fixedCosts),
        Total.of(months, MonthResult::preOperating),
        Total.of(months, MonthResult::depreciation),
        Total.of(months, MonthResult::interest),
        tax,
        months.get(0).openingCash(),
        Total.of(months, MonthResult::collected),
        Total.of(months, MonthResult::paidToSuppliers),
        Total.of(months, MonthResult::taxPaid),
        Total.of(months, MonthResult::principalPaid),
        months.get(months.size() - 1).closingCash(),
        balance);
  }

  /** Sales less variable costs. */
  public BigDecimal grossProfit() {
    return sales.subtract(variableCosts);
  }

  /** Before interest, tax and depreciation. */
  public BigDecimal ebitda() {
    return grossProfit().subtract(payroll).subtract(fixedCosts).subtract(preOperating);
  }

  /** Before interest and tax. */
  public BigDecimal ebit() {
    return ebitda().subtract(depreciation);
  }

  public BigDecimal profitBeforeTax() {
    return ebit().subtract(interest);
  }

  public BigDecimal netProfit() {
    return profitBeforeTax().subtract(tax);
  }

  /** Interest and principal. */
  public BigDecimal debtService() {
    return interest.add(principalPaid);
  }

  /** What the year adds to cash. */
  public BigDecimal netCash() {
    return closingCash.subtract(openingCash);
  }

  /** Net profit on sales as a ratio; zero without sales. */
  public BigDecimal netMargin() {
    return ratio(netProfit(), sales);
  }

  /** Gross profit on sales as a ratio; zero without sales. */
  public BigDecimal grossMargin() {
    return ratio(grossProfit(), sales);
  }

  /** EBITDA on sales as a ratio; zero without sales. */
  public BigDecimal ebitdaMargin() {
    return ratio(ebitda(), sales);
  }

  /**
   * Debt service coverage: EBITDA less tax, over interest and principal. Empty in a year without
   * debt service.
   */
  public Optional<BigDecimal> dscr() {
    return debtService().signum() == 0
        ? Optional.empty()
        : Optional.of(ebitda().subtract(tax).divide(debtService(), 2, RoundingMode.HALF_UP));
  }

  private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, 4, RoundingMode.HALF_UP);
  }
}
