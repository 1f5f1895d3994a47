package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Profit and loss of successive periods. Tax is a share of the profit after earlier losses are set
 * off, rounded half up to the scale; a loss pays none.
 */
public record ProfitAndLoss(List<Period> periods) {

  public ProfitAndLoss {
    periods = List.copyOf(periods);
  }

  /** What a period earned and spent, before tax. */
  public record Entry(
      String name,
      BigDecimal sales,
      BigDecimal costOfSales,
      BigDecimal payroll,
      BigDecimal operatingExpenses,
      BigDecimal depreciation,
      BigDecimal interest) {}

  /** A period with its subtotals; margins are ratios of sales with four decimals. */
  public record Period(
      String name,
      BigDecimal sales,
      BigDecimal costOfSales,
      BigDecimal grossProfit,
      BigDecimal payroll,
      BigDecimal operatingExpenses,
      BigDecimal ebitda,
      BigDecimal depreciation,
      BigDecimal ebit,
      BigDecimal interest,
      BigDecimal profitBeforeTax,
      BigDecimal tax,
      BigDecimal netProfit,
      BigDecimal grossMargin,
      BigDecimal ebitdaMargin,
      BigDecimal netMargin) {}

  /** Computes each period; losses of one are set off against the next ones' profits. */
  public static ProfitAndLoss of(List<Entry> entries, BigDecimal taxRate, int scale) {
    List<Period> periods = new ArrayList<>();
    BigDecimal losses = BigDecimal.ZERO;
    for (Entry entry : entries) {
      Period before = period(entry, BigDecimal.ZERO);
      BigDecimal profit = before.profitBeforeTax();
      BigDecimal taxable = profit.subtract(losses).max(BigDecimal.ZERO);
      losses = losses.subtract(profit).max(BigDecimal.ZERO);
      periods.add(period(entry, taxable.multiply(taxRate).setScale(scale, RoundingMode.HALF_UP)));
    }
    return new ProfitAndLoss(periods);
  }

  private static Period period(Entry e, BigDecimal tax) {
    BigDecimal gross = e.sales.subtract(e.costOfSales);
    BigDecimal ebitda = gross.subtract(e.payroll).subtract(e.operatingExpenses);
    BigDecimal ebit = ebitda.subtract(e.depreciation);
    BigDecimal before = ebit.subtract(e.interest);
    BigDecimal net = before.subtract(tax);
    return new Period(
        e.name,
        e.sales,
        e.costOfSales,
        gross,
        e.payroll,
        e.operatingExpenses,
        ebitda,
        e.depreciation,
        ebit,
        e.interest,
        before,
        tax,
        net,
        ratio(gross, e.sales),
        ratio(ebitda, e.sales),
        ratio(net, e.sales));
  }

  private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, 4, RoundingMode.HALF_UP);
  }
}
