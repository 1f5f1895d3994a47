package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What it takes to open: the costs that occur once, the months of running costs that must be paid
 * before sales do, and a share for what nobody thought of. The method is that of the U.S. Small
 * Business Administration's start-up worksheet.
 *
 * @param once costs that occur once, without tax
 * @param monthly running costs of one month, without tax
 * @param reserve running costs of the months until sales carry them
 * @param contingency share of {@code once} set aside
 * @param taxToAdvance sales tax on what is bought, paid now and deducted later
 * @param total money needed, {@code taxToAdvance} included
 */
public record StartUpCosts(
    BigDecimal once,
    BigDecimal monthly,
    BigDecimal reserve,
    BigDecimal contingency,
    BigDecimal taxToAdvance,
    BigDecimal total,
    List<Line> lines) {

  public StartUpCosts {
    lines = List.copyOf(lines);
  }

  /**
   * A cost.
   *
   * @param monthly whether it comes back every month
   * @param taxRate recoverable sales tax on it, as a ratio
   */
  public record Cost(String name, BigDecimal amount, boolean monthly, BigDecimal taxRate) {}

  /** A cost as far as the opening has to pay it, and its share of the total before tax. */
  public record Line(String name, BigDecimal amount, BigDecimal tax, BigDecimal share) {}

  /** Adds up; each line's tax and the contingency are rounded half up to {@code scale}. */
  public static StartUpCosts of(
      List<Cost> costs, int reserveMonths, BigDecimal contingencyRate, int scale) {
    BigDecimal once = Total.of(costs.stream().filter(c -> !c.monthly).toList(), Cost::amount);
    BigDecimal monthly = Total.of(costs.stream().filter(Cost::monthly).toList(), Cost::amount);
    BigDecimal reserve = monthly.multiply(BigDecimal.valueOf(reserveMonths));
    BigDecimal contingency = once.multiply(contingencyRate).setScale(scale, RoundingMode.HALF_UP);
    BigDecimal before = once.add(reserve).add(contingency);
    List<Line> lines =
        costs.stream()
            .map(
                c -> {
                  BigDecimal amount =
                      c.monthly ? c.amount.multiply(BigDecimal.valueOf(reserveMonths)) : c.amount;
                  return new Line(
                      c.name,
                      amount,
                      amount.multiply(c.taxRate).setScale(scale, RoundingMode.HALF_UP),
                      before.signum() == 0
                          ? BigDecimal.ZERO
                          : amount.divide(before, 4, RoundingMode.HALF_UP));
                })
            .toList();
    BigDecimal tax = Total.of(lines, Line::tax);
    return new StartUpCosts(once, monthly, reserve, contingency, tax, before.add(tax), lines);
  }
}
