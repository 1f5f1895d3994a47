package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the project is worth its money, whoever finances it: flows before financing, the tax an
 * unlevered business would pay, and after the third year only what could be recovered at book
 * value.
 *
 * @param flows the investment (negative), then years one to three, the last without {@code
 *     terminal}
 * @param terminal book value of assets, stock, deposits and working capital after three years
 * @param npv at the plan's discount rate, {@code terminal} included
 * @param irr yearly, as a ratio; empty when no rate makes the flows worth zero
 * @param paybackYears until the flows add up to the investment, {@code terminal} left out; empty
 *     when three years do not suffice
 */
public record Appraisal(
    List<BigDecimal> flows,
    BigDecimal terminal,
    BigDecimal npv,
    Optional<BigDecimal> irr,
    Optional<BigDecimal> paybackYears) {

  public Appraisal {
    flows = List.copyOf(flows);
  }

  /** Appraises a projection. */
  public static Appraisal of(Projection projection) {
    PlanInputs in = projection.inputs();
    List<BigDecimal> flows = new ArrayList<>();
    flows.add(in.totalInvestment().negate());
    BigDecimal tied = BigDecimal.ZERO;
    BigDecimal losses = BigDecimal.ZERO;
    for (YearResult year : projection.years()) {
      BigDecimal taxable = year.ebit().subtract(losses).max(BigDecimal.ZERO);
      losses = losses.subtract(year.ebit()).max(BigDecimal.ZERO);
      BigDecimal tax = taxable.multiply(in.incomeTax()).setScale(in.scale(), RoundingMode.HALF_UP);
      BigDecimal nowTied = year.balance().receivables().subtract(year.balance().payables());
      flows.add(
          year.ebitda().add(year.preOperating()).subtract(tax).subtract(nowTied.subtract(tied)));
      tied = nowTied;
    }
    BalanceSheet last = projection.years().get(projection.years().size() - 1).balance();
    BigDecimal terminal =
        last.fixedAssets()
            .add(last.inventory())
            .add(last.deposits())
            .add(in.workingCapital())
            .add(tied);
    List<BigDecimal> whole = new ArrayList<>(flows);
    whole.set(whole.size() - 1, whole.get(whole.size() - 1).add(terminal));
    return new Appraisal(
        flows,
        terminal,
        npv(in.discountRate(), whole).setScale(in.scale(), RoundingMode.HALF_UP),
        irr(whole),
        payback(flows));
  }

  /** The value today of flows at the end of year 0, 1, 2, …, not rounded. */
  public static BigDecimal npv(BigDecimal rate, List<BigDecimal> flows) {
    BigDecimal factor = BigDecimal.ONE.add(rate);
    BigDecimal value = BigDecimal.ZERO;
    for (int i = flows.size() - 1; i >= 0; i--) {
      value = value.divide(factor, MathContext.DECIMAL64).add(flows.get(i));
    }
    return value;
  }

  /**
   * The rate at which the flows are worth zero, rounded half up to four decimals; empty when there
   * is none, or more than one.
   */
  public static Optional<BigDecimal> irr(List<BigDecimal> flows) {
    return InternalRate.of(flows).unique().map(rate -> rate.setScale(4, RoundingMode.HALF_UP));
  }

  /** Years until the flows add up to zero, each year's flow spread evenly; one decimal. */
  public static Optional<BigDecimal> payback(List<BigDecimal> flows) {
    BigDecimal open = flows.get(0).negate();
    for (int year = 1; year < flows.size(); year++) {
      BigDecimal flow = flows.get(year);
      if (flow.signum() > 0 && flow.compareTo(open) >= 0) {
        return Optional.of(
            BigDecimal.valueOf(year - 1L).add(open.divide(flow, 1, RoundingMode.HALF_UP)));
      }
      open = open.subtract(flow);
    }
    return Optional.empty();
  }
}
