package io.blatam.bul.document;

import io.blatam.bul.brief.BusinessPlanBrief;
import io.blatam.bul.brief.BusinessPlanBrief.InvestmentItem;
import io.blatam.bul.finance.PlanInputs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a business plan sets out with, before any month is projected: the money raised and spent,
 * the products in a normal month, people and fixed costs.
 */
record PlanBudget(BusinessPlanBrief brief, PlanInputs inputs) {

  /** Days of trading a month that the plan counts with. */
  private static final BigDecimal OPEN_DAYS = BigDecimal.valueOf(26);

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

  /** The start-up budget's items, for charts. */
  public List<String> investmentNames() {
    return brief.investment().stream().map(InvestmentItem::name).toList();
  }

  public List<BigDecimal> investmentAmounts() {
    return brief.investment().stream().map(item -> whole(item.amount())).toList();
  }

  /** One month of payroll and fixed costs: the least cash a prudent plan keeps. */
  public BigDecimal oneMonthOfCosts() {
    return payrollMonthly().add(fixedCostsMonthly());
  }

  /** All money raised; more than the investment when the loan alone exceeds it. */
  public BigDecimal raised() {
    return equity().add(inputs.loan().principal());
  }

  /** Whether the owners put in less than the fifth that banks usually ask. */
  public boolean equityThin() {
    return equityShare().compareTo(new BigDecimal("0.2")) < 0;
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

  /** Collection later than this, in days, calls for action. */
  public int lateCollection() {
    return inputs.collectionDays() + 15;
  }

  /** A product's units at full capacity. */
  public record DailyUnits(String name, BigDecimal monthly, BigDecimal daily) {}

  static BigDecimal whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_UP);
  }

  static BigDecimal sum(Stream<BigDecimal> values) {
    return values.reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
