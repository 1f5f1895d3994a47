package io.blatam.bul.document;

import io.blatam.bul.brief.BusinessPlanBrief;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.Appraisal;
import io.blatam.bul.finance.BalanceSheet;
import io.blatam.bul.finance.BreakEven;
import io.blatam.bul.finance.LoanSchedule;
import io.blatam.bul.finance.MonthResult;
import io.blatam.bul.finance.PlanInputs;
import io.blatam.bul.finance.Projection;
import io.blatam.bul.finance.Scenario;
import io.blatam.bul.finance.YearResult;
import io.blatam.bul.locale.LocalFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The computed part of a business plan, in whole units of its currency so that every printed sum is
 * exact: {@link PlanBudget} goes in, the projection and its {@link PlanVerdict} come out.
 */
record BusinessPlanFigures(
    LocalFormat format,
    PlanBudget budget,
    Projection projection,
    Optional<BreakEven> breakEven,
    Appraisal appraisal,
    List<Scenario> scenarios,
    PlanVerdict verdict)
    implements FigureModel {

  static BusinessPlanFigures of(CompleteBrief complete) {
    BusinessPlanBrief brief = complete.brief().businessPlan().orElseThrow();
    PlanInputs inputs = BusinessPlanInputs.of(brief);
    PlanBudget budget = new PlanBudget(brief, inputs);
    Projection projection = Projection.of(inputs);
    Optional<BreakEven> breakEven = BreakEven.of(inputs, projection.years().get(0));
    Appraisal appraisal = Appraisal.of(projection);
    List<Scenario> scenarios = Scenario.all(inputs);
    return new BusinessPlanFigures(
        complete.format(),
        budget,
        projection,
        breakEven,
        appraisal,
        scenarios,
        new PlanVerdict(budget, projection, breakEven, appraisal, scenarios));
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of(
        "plan", this, "budget", budget, "verdict", verdict, "years", years(), "loan", loan());
  }

  /** The three years. */
  public List<YearResult> years() {
    return projection.years();
  }

  /** The first twelve months. */
  public List<MonthResult> firstYear() {
    return projection.months().subList(0, 12);
  }

  /** The first and second half of the first year, a table each. */
  public List<List<MonthResult>> halves() {
    return List.of(firstYear().subList(0, 6), firstYear().subList(6, 12));
  }

  public LoanSchedule loan() {
    return projection.loan();
  }

  public YearResult year(int number) {
    return years().get(number - 1);
  }

  /** Sales of the third year over the first, as a ratio of growth. */
  public BigDecimal salesGrowth() {
    BigDecimal first = year(1).sales();
    return first.signum() == 0
        ? BigDecimal.ZERO
        : year(3)
            .sales()
            .divide(first, MathContext.DECIMAL64)
            .subtract(BigDecimal.ONE)
            .setScale(4, RoundingMode.HALF_UP);
  }

  /** Sales of each of the three years, for charts. */
  public List<BigDecimal> sales() {
    return years().stream().map(YearResult::sales).toList();
  }

  public List<BigDecimal> profits() {
    return years().stream().map(YearResult::netProfit).toList();
  }

  /** Month-end cash of the first year, for charts. */
  public List<BigDecimal> firstYearCash() {
    return firstYear().stream().map(MonthResult::closingCash).toList();
  }

  /** "nov 26" for each month of the first year, for chart axes. */
  public List<String> firstYearNames() {
    return firstYear().stream().map(month -> format.shortMonth(month.month())).toList();
  }

  public BigDecimal lowestCash() {
    return projection.lowestCash();
  }

  public MonthResult lowestMonth() {
    return projection.lowestMonth();
  }

  @Override
  public List<BigDecimal> figures() {
    List<BigDecimal> figures = new ArrayList<>();
    years()
        .forEach(
            y ->
                Stream.of(
                        y.sales(),
                        y.grossProfit(),
                        y.ebitda(),
                        y.netProfit(),
                        y.interest(),
                        y.principalPaid(),
                        y.debtService(),
                        y.closingCash(),
                        y.netMargin().movePointRight(2).setScale(1, RoundingMode.HALF_UP))
                    .forEach(figures::add));
    Stream.of(
            budget.investment(),
            budget.equity(),
            inputs().loan().principal(),
            loan().instalment(),
            appraisal.npv(),
            lowestCash())
        .forEach(figures::add);
    breakEven.ifPresent(b -> figures.add(b.sales()));
    return figures;
  }

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    years()
        .forEach(
            y -> {
              BalanceSheet b = y.balance();
              if (b.assets().compareTo(b.liabilities().add(b.equity())) != 0) {
                found.add("the balance sheet of year " + y.year() + " does not balance");
              }
            });
    BigDecimal repaid =
        PlanBudget.sum(loan().instalments().stream().map(LoanSchedule.Instalment::principal));
    if (repaid.compareTo(inputs().loan().principal()) != 0) {
      found.add("the principal repaid is " + repaid + ", the loan " + inputs().loan().principal());
    }
    BigDecimal items =
        PlanBudget.sum(budget.brief().investment().stream().map(i -> PlanBudget.whole(i.amount())));
    if (items.compareTo(budget.investment()) != 0) {
      found.add("the investment items add up to " + items + ", not " + budget.investment());
    }
    return found;
  }

  public PlanInputs inputs() {
    return budget.inputs();
  }
}
