package io.blatam.bul.document;

import io.blatam.bul.finance.StraightLine;
import io.blatam.bul.finance.Total;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Something that a year's budget buys, in whole units of its currency.
 *
 * @param month in which it is bought, from 1
 * @param life years over which it is depreciated
 * @param depreciation what each of the year's four quarters bears
 */
public record BudgetAsset(
    String name, BigDecimal amount, int month, int life, List<BigDecimal> depreciation) {

  private static final int MONTHS = 12;

  static BudgetAsset read(FieldValues row) {
    BigDecimal amount = BudgetLine.whole(row.number("amount").orElseThrow());
    int month = row.number("month").map(BigDecimal::intValue).orElse(1);
    int life = row.number("life").map(BigDecimal::intValue).orElse(5);
    List<BigDecimal> monthly = StraightLine.monthly(amount, life, MONTHS - month + 1, 0);
    return new BudgetAsset(
        row.text("name").orElseThrow(),
        amount,
        month,
        life,
        IntStream.range(0, 4)
            .mapToObj(
                q ->
                    Total.of(
                        BudgetLine.months(q, month).mapToObj(m -> monthly.get(m - month)).toList()))
            .toList());
  }

  /** The year's depreciation. */
  public BigDecimal charged() {
    return Total.of(depreciation);
  }
}
