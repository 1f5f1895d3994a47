package io.blatam.bul.document;

import io.blatam.bul.brief.BusinessPlanBrief;
import io.blatam.bul.brief.BusinessPlanBrief.InvestmentItem;
import io.blatam.bul.brief.BusinessPlanBrief.InvestmentKind;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.Appraisal;
import io.blatam.bul.finance.BalanceSheet;
import io.blatam.bul.finance.BreakEven;
import io.blatam.bul.finance.LoanSchedule;
import io.blatam.bul.finance.LoanTerms;
import io.blatam.bul.finance.MonthResult;
import io.blatam.bul.finance.PlanInputs;
import io.blatam.bul.finance.Projection;
import io.blatam.bul.finance.Scenario;
import io.blatam.bul.finance.YearResult;
import io.blatam.bul.locale.LocalFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The computed part of a business plan, in whole units of its currency so that every printed sum is
 * exact.
 */
record BusinessPlanFigures(
    LocalFormat format,
    BusinessPlanBrief brief,
    PlanInputs inputs,
    Projection projection,
    Optional<BreakEven> breakEven,
    Appraisal appraisal,
    List<Scenario> scenarios)
    implements FigureModel {

  /** Days of trading a month that the plan counts with. */
  private static final BigDecimal OPEN_DAYS = BigDecimal.valueOf(26);

  private static final BigDecimal LEAST_DSCR = new BigDecimal("1.2");

  static BusinessPlanFigures of(CompleteBrief complete) {
    BusinessPlanBrief brief = complete.brief().businessPlan().orElseThrow();
    PlanInputs inputs = inputs(brief);
    Projection projection = Projection.of(inputs);
    return new BusinessPlanFigures(
        complete.format(),
        brief,
        inputs,
        projection,
        BreakEven.of(inputs, projection.years().get(0)),
        Appraisal.of(projection),
        Scenario.all(inputs));
  }

  private static PlanInputs inputs(BusinessPlanBrief brief) {
    BusinessPlanBrief.Loan loan = brief.loan().orElseThrow();
    BusinessPlanBrief.Taxes taxes = brief.taxes().orElseThrow();
    return new PlanInputs(
        0,
        YearMonth.from(brief.startDate().orElseThrow()),
        brief.investment().stream()
            .filter(item -> item.kind() == InvestmentKind.FIXED_ASSET)
            .map(
                item ->
                    new PlanInputs.Asset(
                        item.name(), whole(item.amount()), item.usefulLifeYears().orElseThrow()))
            .toList(),
        total(brief, InvestmentKind.INVENTORY),
        total(brief, InvestmentKind.DEPOSIT),
        total(brief, InvestmentKind.PRE_OPERATING),
        total(brief, InvestmentKind.WORKING_CAPITAL),
        new LoanTerms(
            whole(loan.amount()),
            ratio(loan.annualRate().orElseThrow()),
            loan.months().orElseThrow(),
            loan.graceMonths().orElseThrow()),
        brief.products().stream()
            .map(
                p ->
                    new PlanInputs.ProductLine(
                        p.name(),
                        p.price(),
                        p.unitCost(),
                        p.monthlyUnits(),
                        ratio(p.growth().orElseThrow())))
            .toList(),
        sum(brief.fixedCosts().stream().map(BusinessPlanBrief.FixedCost::monthly)),
        sum(brief.staff().stream().map(s -> s.salary().multiply(BigDecimal.valueOf(s.count())))),
        ratio(taxes.payroll().orElseThrow()),
        ratio(taxes.income().orElseThrow()),
        ratio(brief.inflation().orElseThrow()),
        ratio(brief.discountRate().orElseThrow()),
        brief.seasonality(),
        brief.rampUp().stream().map(BusinessPlanFigures::ratio).toList(),
        brief.collectionDays().orElseThrow(),
        brief.paymentDays().orElseThrow());
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("plan", this, "years", years(), "loan", loan());
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

  /** Whether there is a loan large enough to have instalments. */
  public boolean borrows() {
    return inputs.loan().principal().signum() > 0 && lowestDscr().isPresent();
  }

  public BigDecimal investment() {
    return inputs.totalInvestment();
  }

  public BigDecimal equity() {
    return inputs.equity();
  }

  /** Owners' money as a ratio of all money raised. */
  public BigDecimal equityShare() {
    BigDecimal raised = equity().add(inputs.loan().principal());
    return raised.signum() == 0
        ? BigDecimal.ZERO
        : equity().divide(raised, 4, RoundingMode.HALF_UP);
  }

  public BigDecimal loanShare() {
    return BigDecimal.ONE.subtract(equityShare());
  }

  /** An investment item's part of the whole, as a ratio. */
  public BigDecimal shareOf(InvestmentItem item) {
    return investment().signum() == 0
        ? BigDecimal.ZERO
        : item.amount().divide(investment(), 4, RoundingMode.HALF_UP);
  }

  /** A product's price less unit cost. */
  public BigDecimal margin(BusinessPlanBrief.Product product) {
    return product.price().subtract(product.unitCost());
  }

  /** A product's margin as a ratio of its price. */
  public BigDecimal marginRatio(BusinessPlanBrief.Product product) {
    return margin(product).divide(product.price(), 4, RoundingMode.HALF_UP);
  }

  /** A product's sales in a normal month of the first year. */
  public BigDecimal monthlySales(BusinessPlanBrief.Product product) {
    return whole(product.price().multiply(product.monthlyUnits()));
  }

  /** Sales of a normal month of the first year. */
  public BigDecimal normalMonth() {
    return sum(brief.products().stream().map(this::monthlySales));
  }

  public BigDecimal fixedCostsMonthly() {
    return whole(inputs.monthlyFixedCosts());
  }

  public BigDecimal salariesMonthly() {
    return whole(inputs.monthlySalaries());
  }

  /** Charges on one month's salaries: what payroll costs beyond salaries. */
  public BigDecimal chargesMonthly() {
    return payrollMonthly().subtract(salariesMonthly());
  }

  public BigDecimal payrollMonthly() {
    return whole(inputs.monthlySalaries().multiply(BigDecimal.ONE.add(inputs.payrollCharges())));
  }

  public int headcount() {
    return brief.staff().stream().mapToInt(BusinessPlanBrief.StaffRole::count).sum();
  }

  public BigDecimal staffCost(BusinessPlanBrief.StaffRole role) {
    return whole(role.salary().multiply(BigDecimal.valueOf(role.count())));
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

  /** The start-up budget's items, for charts. */
  public List<String> investmentNames() {
    return brief.investment().stream().map(InvestmentItem::name).toList();
  }

  public List<BigDecimal> investmentAmounts() {
    return brief.investment().stream().map(item -> whole(item.amount())).toList();
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

  public boolean cashNegative() {
    return lowestCash().signum() < 0;
  }

  /** The worst coverage of the years with debt service. */
  public Optional<BigDecimal> lowestDscr() {
    return years().stream()
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
    return year(1).netProfit().signum() < 0;
  }

  /** Whether none of the three years earns money. */
  public boolean neverProfitable() {
    return profits().stream().allMatch(p -> p.signum() < 0);
  }

  /** Whether sales of the first year are below break-even. */
  public boolean belowBreakEven() {
    return breakEven.map(b -> b.marginOfSafety().signum() < 0).orElse(true);
  }

  /** One month of payroll and fixed costs: the least cash a prudent plan keeps. */
  public BigDecimal oneMonthOfCosts() {
    return payrollMonthly().add(fixedCostsMonthly());
  }

  /** Whether cash at its lowest is thinner than one month of structure costs. */
  public boolean cushionThin() {
    return lowestCash().compareTo(oneMonthOfCosts()) < 0;
  }

  /** Additional working capital that keeps one month of costs in the bank at the lowest point. */
  public BigDecimal recommendedCapital() {
    return oneMonthOfCosts().subtract(lowestCash()).max(BigDecimal.ZERO);
  }

  /** No alarm at all: the plan can be recommended as it stands. */
  public boolean sound() {
    return !cashNegative() && !dscrLow() && !npvNegative() && !firstYearLoss();
  }

  /** All money raised; more than the investment when the loan alone exceeds it. */
  public BigDecimal raised() {
    return equity().add(inputs.loan().principal());
  }

  /** Whether the owners put in less than the fifth that banks usually ask. */
  public boolean equityThin() {
    return equityShare().compareTo(new BigDecimal("0.2")) < 0;
  }

  /** Whether some year earns less than its debt service. */
  public boolean debtUnpayable() {
    return lowestDscr().map(d -> d.compareTo(BigDecimal.ONE) < 0).orElse(false);
  }

  /** The product with the largest sales. */
  public BusinessPlanBrief.Product topProduct() {
    return brief.products().stream().max(Comparator.comparing(this::monthlySales)).orElseThrow();
  }

  /** Units a month and a day of each product at full capacity. */
  public List<DailyUnits> dailyUnits() {
    return brief.products().stream()
        .map(
            p ->
                new DailyUnits(
                    p.name(),
                    p.monthlyUnits(),
                    p.monthlyUnits().divide(OPEN_DAYS, 1, RoundingMode.HALF_UP)))
        .toList();
  }

  /** Months that the ramp-up lasts. */
  public int rampMonths() {
    return inputs.rampUp().size();
  }

  /** The first month of full sales, 1 being the first. */
  public int fullMonth() {
    return rampMonths() + 1;
  }

  /** Payroll as a ratio of the first year's sales. */
  public BigDecimal payrollShare() {
    return ofFirstSales(year(1).payroll());
  }

  /** Whether payroll takes an unusually large part of sales. */
  public boolean payrollHeavy() {
    return payrollShare().compareTo(new BigDecimal("0.4")) > 0;
  }

  /** Variable costs above this ratio of sales call for action: a tenth over plan. */
  public BigDecimal variableAlarm() {
    return ofFirstSales(year(1).variableCosts().multiply(new BigDecimal("1.1")));
  }

  /** Collection later than this, in days, calls for action. */
  public int lateCollection() {
    return inputs.collectionDays() + 15;
  }

  /** Sales that the first year lacks to break even. */
  public BigDecimal missingSales() {
    return breakEven
        .map(b -> b.sales().subtract(year(1).sales()))
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
    BigDecimal sales = year(1).sales();
    return sales.signum() == 0 ? BigDecimal.ZERO : amount.divide(sales, 4, RoundingMode.HALF_UP);
  }

  /** A product's units at full capacity. */
  public record DailyUnits(String name, BigDecimal monthly, BigDecimal daily) {}

  /** The fall of sales that the first year survives without a loss, as a ratio. */
  public BigDecimal safety() {
    return breakEven.map(BreakEven::marginOfSafety).orElse(BigDecimal.ZERO);
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
            investment(),
            equity(),
            inputs.loan().principal(),
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
    BigDecimal repaid = sum(loan().instalments().stream().map(LoanSchedule.Instalment::principal));
    if (repaid.compareTo(inputs.loan().principal()) != 0) {
      found.add("the principal repaid is " + repaid + ", the loan " + inputs.loan().principal());
    }
    BigDecimal items = sum(brief.investment().stream().map(i -> whole(i.amount())));
    if (items.compareTo(investment()) != 0) {
      found.add("the investment items add up to " + items + ", not " + investment());
    }
    return found;
  }

  private static BigDecimal total(BusinessPlanBrief brief, InvestmentKind kind) {
    return sum(
        brief.investment().stream()
            .filter(item -> item.kind() == kind)
            .map(item -> whole(item.amount())));
  }

  private static BigDecimal whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_UP);
  }

  private static BigDecimal ratio(BigDecimal percent) {
    return percent.movePointLeft(2);
  }

  private static BigDecimal sum(Stream<BigDecimal> values) {
    return values.reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
