package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.time.YearMonth;

/** One month of a projection: first what is earned and spent, then what is received and paid. */
public record MonthResult(
    YearMonth month,
    BigDecimal sales,
    BigDecimal variableCosts,
    BigDecimal payroll,
    BigDecimal fixedCosts,
    BigDecimal preOperating,
    BigDecimal depreciation,
    BigDecimal interest,
    BigDecimal openingCash,
    BigDecimal collected,
    BigDecimal paidToSuppliers,
    BigDecimal taxPaid,
    BigDecimal interestPaid,
    BigDecimal principalPaid,
    BigDecimal closingCash) {

  /** Before tax on profits, which is computed on the whole year. */
  public BigDecimal profitBeforeTax() {
    return sales
        .subtract(variableCosts)
        .subtract(payroll)
        .subtract(fixedCosts)
        .subtract(preOperating)
        .subtract(depreciation)
        .subtract(interest);
  }

  /** Salaries, charges and fixed costs: what goes out whatever is sold. */
  public BigDecimal structureCosts() {
    return payroll.add(fixedCosts);
  }

  /** Interest and principal. */
  public BigDecimal debtService() {
    return interestPaid.add(principalPaid);
  }

  /** What the month adds to cash. */
  public BigDecimal netCash() {
    return closingCash.subtract(openingCash);
  }
}
