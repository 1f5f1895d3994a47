package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Days of credit between a bill and its money. Bills are written evenly over a month of thirty
 * days, so with 45 days of credit all of the last month's bills and half of the month's before are
 * open at a month's end.
 */
final class PaymentTerms {

  private static final int MONTH = 30;

  private PaymentTerms() {}

  /**
   * What is still unpaid at the end of the last month of {@code bills}; each month's open part is
   * rounded half up to {@code scale}.
   */
  static BigDecimal outstanding(List<BigDecimal> bills, int days, int scale) {
    BigDecimal open = BigDecimal.ZERO;
    for (int back = 0; back < bills.size() && days > back * MONTH; back++) {
      BigDecimal share =
          BigDecimal.valueOf(Math.min(MONTH, days - (long) back * MONTH))
              .divide(BigDecimal.valueOf(MONTH), MathContext.DECIMAL64);
      BigDecimal bill = bills.get(bills.size() - 1 - back);
      open = open.add(bill.multiply(share).setScale(scale, RoundingMode.HALF_UP));
    }
    return open;
  }
}
