package io.blatam.bul.document;

import io.blatam.bul.finance.Total;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line of a year's budget, in whole units of its currency.
 *
 * @param category what kind of cost it is, or sales
 * @param quarters four amounts
 * @param last the year before, if it is known
 */
public record BudgetLine(
    String name, String category, List<BigDecimal> quarters, Optional<BigDecimal> last) {

  static final String PAYROLL = "payroll";
  static final String COST_OF_SALES = "cost-of-sales";

  /** The line of a brief's row: so much a month, from the month in which it begins. */
  static BudgetLine read(FieldValues row, String category) {
    BigDecimal monthly = whole(row.number("monthly").orElseThrow());
    int from = row.number("from_month").map(BigDecimal::intValue).orElse(1);
    return new BudgetLine(
        row.text("name").orElseThrow(),
        category,
        IntStream.range(0, 4)
            .mapToObj(q -> monthly.multiply(BigDecimal.valueOf(months(q, from).count())))
            .toList(),
        row.number("last_year").map(BudgetLine::whole));
  }

  /** A line that is a percentage of others. */
  static BudgetLine share(
      List<BudgetLine> lines, BigDecimal percent, String name, String category) {
    return new BudgetLine(
        name,
        category,
        IntStream.range(0, 4)
            .mapToObj(q -> whole(quarter(lines, q).multiply(percent.movePointLeft(2))))
            .toList(),
        Optional.empty());
  }

  /** The months, from 1 to 12, of a quarter, from 0 to 3, that are not before {@code from}. */
  static IntStream months(int quarter, int from) {
    return IntStream.rangeClosed(quarter * 3 + 1, quarter * 3 + 3).filter(month -> month >= from);
  }

  /** What lines have in a quarter together. */
  static BigDecimal quarter(List<BudgetLine> lines, int quarter) {
    return Total.of(lines, line -> line.quarters.get(quarter));
  }

  static BigDecimal whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_UP);
  }

  /** Whether it is neither payroll nor a cost of what is sold. */
  boolean operating() {
    return !category.equals(PAYROLL) && !category.equals(COST_OF_SALES);
  }

  public BigDecimal total() {
    return Total.of(quarters);
  }

  /** Against the year before, as a ratio; empty where that is not known or was nothing. */
  public Optional<BigDecimal> change() {
    return last.filter(before -> before.signum() > 0)
        .map(before -> total().subtract(before).divide(before, 4, RoundingMode.HALF_UP));
  }
}
