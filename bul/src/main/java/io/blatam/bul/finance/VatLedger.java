package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The account with the tax authority, month by month: a period's tax on sales less that on
 * purchases is paid {@code lagMonths} after the period ends; a period in the taxpayer's favour is
 * carried forward and set off against the next ones. Mutable, for one thread, lives as long as one
 * computation.
 *
 * <p>Always: all output tax − all input tax = all paid + what {@link #owed} says.
 */
final class VatLedger {

  private final VatRegime regime;
  private final Deque<Due> due = new ArrayDeque<>();
  private BigDecimal period = BigDecimal.ZERO;
  private BigDecimal credit;

  /** A declared amount and the month in which it is paid. */
  private record Due(YearMonth month, BigDecimal amount) {}

  VatLedger(VatRegime regime, BigDecimal openingCredit) {
    this.regime = regime;
    this.credit = openingCredit;
  }

  /** Books a month and says what is paid in it. */
  BigDecimal month(YearMonth month, BigDecimal output, BigDecimal input) {
    period = period.add(output).subtract(input);
    if (regime.endsWith(month)) {
      BigDecimal declared = period.subtract(credit);
      period = BigDecimal.ZERO;
      credit = declared.negate().max(BigDecimal.ZERO);
      if (declared.signum() > 0) {
        due.add(new Due(month.plusMonths(regime.lagMonths()), declared));
      }
    }
    BigDecimal paid = BigDecimal.ZERO;
    while (!due.isEmpty() && !due.peek().month.isAfter(month)) {
      paid = paid.add(due.remove().amount);
    }
    return paid;
  }

  /** What is owed at this moment; negative when the authority owes. */
  BigDecimal owed() {
    return due.stream().map(Due::amount).reduce(period, BigDecimal::add).subtract(credit);
  }
}
