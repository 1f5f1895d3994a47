package io.blatam.bul.document;

import io.blatam.bul.finance.ProfitAndLoss;
import io.blatam.bul.finance.ProfitAndLoss.Entry;
import io.blatam.bul.finance.ProfitAndLoss.Period;
import io.blatam.bul.finance.Total;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A period's column in the rows of a brief's statement: amounts by their item.
 *
 * @param name of the column, {@code current} or {@code previous}
 */
record StatementColumn(List<FieldValues> rows, String name) {

  /** What is given of an item, in whole units; several rows of it are added. */
  Optional<BigDecimal> given(String item) {
    List<BigDecimal> found =
        rows.stream()
            .filter(row -> row.text("item").filter(item::equals).isPresent())
            .flatMap(row -> row.number(name).stream())
            .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(Total.of(found).setScale(0, RoundingMode.HALF_UP));
  }

  /** The same; zero where nothing is given. */
  BigDecimal amount(String item) {
    return given(item).orElse(BigDecimal.ZERO);
  }

  /** The column as results; empty without sales. */
  Optional<Period> results() {
    if (given("sales").isEmpty()) {
      return Optional.empty();
    }
    Entry entry =
        new Entry(
            name,
            amount("sales"),
            amount("cost-of-sales"),
            amount("payroll"),
            amount("operating-expenses"),
            amount("depreciation"),
            amount("interest"));
    Period untaxed = ProfitAndLoss.of(List.of(entry), BigDecimal.ZERO, 0).periods().get(0);
    return Optional.of(taxed(untaxed, amount("income-tax")));
  }

  /** With the tax that was charged, instead of one computed. */
  private static Period taxed(Period p, BigDecimal tax) {
    BigDecimal net = p.profitBeforeTax().subtract(tax);
    return new Period(
        p.name(),
        p.sales(),
        p.costOfSales(),
        p.grossProfit(),
        p.payroll(),
        p.operatingExpenses(),
        p.ebitda(),
        p.depreciation(),
        p.ebit(),
        p.interest(),
        p.profitBeforeTax(),
        tax,
        net,
        p.grossMargin(),
        p.ebitdaMargin(),
        p.sales().signum() == 0 ? BigDecimal.ZERO : net.divide(p.sales(), 4, RoundingMode.HALF_UP));
  }

  /** The column as a balance sheet; empty where it says nothing. */
  Optional<ReportedBalance> balance() {
    if (rows.stream().noneMatch(row -> row.number(name).isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportedBalance(
            amount("cash"),
            amount("receivables"),
            amount("inventory"),
            amount("other-current"),
            amount("fixed-assets"),
            amount("payables"),
            amount("short-debt"),
            amount("other-short"),
            amount("long-debt"),
            given("equity")));
  }
}
