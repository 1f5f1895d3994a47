package io.blatam.bul.document;

import io.blatam.bul.finance.Appraisal;
import io.blatam.bul.finance.BreakEven;
import io.blatam.bul.finance.Projection;
import io.blatam.bul.finance.Scenario;
import io.blatam.bul.finance.YearResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What a lender would say of the projected figures: the alarms that texts are chosen by, with the
 * thresholds in one place.
 */
record PlanVerdict(
    PlanBudget budget,
    Projection projection,
    Optional<BreakEven> breakEven,
    Appraisal appraisal,
    List<Scenario> scenarios) {

  private static final BigDecimal LEAST_DSCR = new BigDecimal("1.2");

  /** Whether there is a loan large enough to have instalments. */
  public boolean borrows() {
    return budget.inputs().loan().principal().signum() > 0 && lowestDscr().isPresent();
  }

  public boolean cashNegative() {
    return projection.lowestCash().signum() < 0;
  }

  /** The worst coverage of the years with debt service. */
  public Optional<BigDecimal> lowestDscr() {
    return projection.years().stream()
        .map(YearResult::dscr)
        .flatMap(Optional::stream)
        .min(BigDecimal::compareTo);
  }

  /** The coverage that lenders usually ask for. */
  public BigDecimal leastDscr() {
    return LEAST_DSCR;
  }

  /** Whether some year covers its debt service by less than banks usually ask. */
  public boolean dscrLow() {
    return lowestDscr().map(d -> d.compareTo(LEAST_DSCR) < 0).orElse(false);
  }

  public boolean npvNegative() {
    return appraisal.npv().signum() < 0;
  }

  public boolean firstYearLoss() {
    return firstYear().netProfit().signum() < 0;
  }

  /** Whether none of the three years earns money. */
  public boolean neverProfitable() {
    return projection.years().stream().allMatch(year -> year.netProfit().signum() < 0);
  }

  /** Whether sales of the first year are below break-even. */
  public boolean belowBreakEven() {
    return breakEven.map(b -> b.marginOfSafety().signum() < 0).orElse(true);
  }

  /** Whether cash at its lowest is thinner than one month of structure costs. */
  public boolean cushionThin() {
    return projection.lowestCash().compareTo(budget.oneMonthOfCosts()) < 0;
  }

  /** Additional working capital that keeps one month of costs in the bank at the lowest point. */
  public BigDecimal recommendedCapital() {
    return budget.oneMonthOfCosts().subtract(projection.lowestCash()).max(BigDecimal.ZERO);
  }

  /** No alarm at all: the plan can be recommended as it stands. */
  public boolean sound() {
    return !cashNegative() && !dscrLow() && !npvNegative() && !firstYearLoss();
  }

  /** Whether some year earns less than its debt service. */
  public boolean debtUnpayable() {
    return lowestDscr().map(d -> d.compareTo(BigDecimal.ONE) < 0).orElse(false);
  }

  /** Payroll as a ratio of the first year's sales. */
  public BigDecimal payrollShare() {
    return ofFirstSales(firstYear().payroll());
  }

  /** Whether payroll takes an unusually large part of sales. */
  public boolean payrollHeavy() {
    return payrollShare().compareTo(new BigDecimal("0.4")) > 0;
  }

  /** Variable costs above this ratio of sales call for action: a tenth over plan. */
  public BigDecimal variableAlarm() {
    return ofFirstSales(firstYear().variableCosts().multiply(new BigDecimal("1.1")));
  }

  /** Sales that the first year lacks to break even. */
  public BigDecimal missingSales() {
    return breakEven
        .map(b -> b.sales().subtract(firstYear().sales()))
        .orElse(BigDecimal.ZERO)
        .max(BigDecimal.ZERO);
  }

  /** Whether less than a tenth of sales separates the first year from a loss. */
  public boolean safetyThin() {
    return safety().compareTo(new BigDecimal("0.1")) < 0;
  }

  public Scenario pricesDown() {
    return scenario(Scenario.Case.PRICES_DOWN_5);
  }

  public Scenario salesDown() {
    return scenario(Scenario.Case.SALES_DOWN_10);
  }

  /** Whether the plan keeps cash and pays its debt with a tenth less sales. */
  public boolean resilient() {
    return salesDown().lowestCash().signum() >= 0
        && salesDown().lowestDscr().map(d -> d.compareTo(BigDecimal.ONE) >= 0).orElse(true);
  }

  private Scenario scenario(Scenario.Case wanted) {
    return scenarios.stream().filter(s -> s.scenario() == wanted).findFirst().orElseThrow();
  }

  private BigDecimal ofFirstSales(BigDecimal amount) {
    BigDecimal sales = firstYear().sales();
    return sales.signum() == 0 ? BigDecimal.ZERO : amount.divide(sales, 4, RoundingMode.HALF_UP);
  }

  /** The fall of sales that the first year survives without a loss, as a ratio. */
  public BigDecimal safety() {
    return breakEven.map(BreakEven::marginOfSafety).orElse(BigDecimal.ZERO);
  }

  private YearResult firstYear() {
    return projection.years().get(0);
  }
}
