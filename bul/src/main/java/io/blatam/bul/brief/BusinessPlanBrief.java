package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a business plan is computed from.
 *
 * @param totalInvestment used when the items are not given one by one
 * @param seasonality twelve factors, January first, average 1 (scaled to it when it is not)
 * @param rampUp share of full sales in the first months of trading, in percent: 60, 75, 90
 * @param inflation yearly rise of prices and costs, percent
 * @param discountRate for net present value, percent a year
 * @param collectionDays how long customers take to pay
 * @param paymentDays how long suppliers are paid after delivery
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BusinessPlanBrief(
    Optional<String> valueProposition,
    Optional<String> location,
    Optional<String> openingHours,
    List<String> customers,
    List<Competitor> competitors,
    List<String> differentiators,
    List<String> founders,
    List<String> suppliers,
    List<String> permits,
    Optional<BigDecimal> totalInvestment,
    List<InvestmentItem> investment,
    Optional<Loan> loan,
    List<Product> products,
    List<FixedCost> fixedCosts,
    List<StaffRole> staff,
    Optional<Taxes> taxes,
    List<BigDecimal> seasonality,
    List<BigDecimal> rampUp,
    Optional<LocalDate> startDate,
    Optional<BigDecimal> inflation,
    Optional<BigDecimal> discountRate,
    Optional<Integer> collectionDays,
    Optional<Integer> paymentDays) {

  public BusinessPlanBrief {
    valueProposition = Require.optionalText("value_proposition", valueProposition, 1000);
    location = Require.optionalText("location", location, 300);
    openingHours = Require.optionalText("opening_hours", openingHours, 200);
    customers = Require.list("customers", customers);
    competitors = Require.list("competitors", competitors);
    differentiators = Require.list("differentiators", differentiators);
    founders = Require.list("founders", founders);
    suppliers = Require.list("suppliers", suppliers);
    permits = Require.list("permits", permits);
    totalInvestment =
        Require.given(totalInvestment).map(v -> Require.positive("total_investment", v));
    investment = Require.list("investment", investment);
    loan = Require.given(loan);
    products = Require.list("products", products);
    fixedCosts = Require.list("fixed_costs", fixedCosts);
    staff = Require.list("staff", staff);
    taxes = Require.given(taxes);
    seasonality = Require.list("seasonality", seasonality);
    rampUp = Require.list("ramp_up", rampUp);
    startDate = Require.given(startDate);
    inflation = Require.optionalPercent("inflation", inflation, 0, 300);
    discountRate = Require.optionalPercent("discount_rate", discountRate, 0, 300);
    collectionDays =
        Require.given(collectionDays).map(v -> Require.between("collection_days", v, 0, 180));
    paymentDays = Require.given(paymentDays).map(v -> Require.between("payment_days", v, 0, 180));
    checkSeasonality(seasonality);
    checkRampUp(rampUp);
  }

  /** A plan of which nothing is known yet. */
  public static BusinessPlanBrief empty() {
    return new BusinessPlanBrief(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static void checkSeasonality(List<BigDecimal> factors) {
    if (!factors.isEmpty() && factors.size() != 12) {
      throw new IllegalArgumentException(
          "seasonality: give twelve factors, January first (there are " + factors.size() + ")");
    }
    for (int i = 0; i < factors.size(); i++) {
      Require.between("seasonality[" + i + "]", factors.get(i), BigDecimal.ZERO, BigDecimal.TEN);
    }
    if (!factors.isEmpty() && factors.stream().allMatch(f -> f.signum() == 0)) {
      throw new IllegalArgumentException("seasonality: give at least one factor greater than 0");
    }
  }

  private static void checkRampUp(List<BigDecimal> shares) {
    if (shares.size() > 12) {
      throw new IllegalArgumentException("ramp_up: give at most twelve monthly percentages");
    }
    for (int i = 0; i < shares.size(); i++) {
      Require.percent("ramp_up[" + i + "]", shares.get(i), 0, 100);
    }
  }

  /** A rival, as the promoter knows it. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Competitor(String name, Optional<String> strength, Optional<String> weakness) {
    public Competitor {
      name = Require.text("name", name);
      strength = Require.optionalText("strength", strength, 300);
      weakness = Require.optionalText("weakness", weakness, 300);
    }
  }

  /** What the money put in at the start becomes. */
  public enum InvestmentKind {
    /** Bought to be used for years: depreciated. */
    FIXED_ASSET,
    /** Goods to sell or transform: kept on the balance sheet. */
    INVENTORY,
    /** Comes back when the contract ends: kept on the balance sheet. */
    DEPOSIT,
    /** Spent before opening: an expense of the first month. */
    PRE_OPERATING,
    /** Stays in the bank account. */
    WORKING_CAPITAL;

    /** The name in JSON: {@code fixed-asset}. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #id()}. */
    @JsonCreator
    public static InvestmentKind of(String id) {
      return WireNames.parse(values(), InvestmentKind::id, "kind", id);
    }
  }

  /** One line of the start-up budget; a fixed asset has a useful life in years. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record InvestmentItem(
      String name, BigDecimal amount, InvestmentKind kind, Optional<Integer> usefulLifeYears) {
    public InvestmentItem {
      name = Require.text("name", name);
      amount = Require.amount("amount", amount);
      usefulLifeYears =
          Require.given(usefulLifeYears).map(y -> Require.between("useful_life_years", y, 1, 50));
      if (kind == null) {
        kind =
            usefulLifeYears.isPresent() ? InvestmentKind.FIXED_ASSET : InvestmentKind.PRE_OPERATING;
      }
      if (kind == InvestmentKind.FIXED_ASSET && usefulLifeYears.isEmpty()) {
        throw new IllegalArgumentException(
            "useful_life_years: a fixed asset needs it, in years (\"" + name + "\")");
      }
    }
  }

  /**
   * A loan repaid in equal instalments.
   *
   * @param annualRate nominal yearly rate in percent, compounded monthly
   * @param graceMonths first months in which only interest is paid; part of {@code months}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Loan(
      BigDecimal amount,
      Optional<BigDecimal> annualRate,
      Optional<Integer> months,
      Optional<Integer> graceMonths) {
    public Loan {
      amount = Require.amount("amount", amount);
      annualRate = Require.optionalPercent("annual_rate", annualRate, 0, 300);
      months = Require.given(months).map(m -> Require.between("months", m, 1, 360));
      graceMonths = Require.given(graceMonths).map(m -> Require.between("grace_months", m, 0, 60));
      if (annualRate.filter(r -> r.signum() > 0 && r.compareTo(BigDecimal.ONE) < 0).isPresent()) {
        throw new IllegalArgumentException(
            "annual_rate: write the percentage itself, 14.5 for 14.5 % (was "
                + annualRate.get().toPlainString()
                + ")");
      }
      if (months.isPresent() && graceMonths.orElse(0) >= months.get()) {
        throw new IllegalArgumentException(
            "grace_months: must be fewer than the loan's " + months.get() + " months");
      }
    }
  }

  /** Something sold; {@code growth} is the yearly rise of units in percent. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Product(
      String name,
      BigDecimal price,
      BigDecimal unitCost,
      BigDecimal monthlyUnits,
      Optional<BigDecimal> growth) {
    public Product {
      name = Require.text("name", name);
      price = Require.positive("price", price);
      unitCost = Require.amount("unit_cost", unitCost);
      monthlyUnits = Require.amount("monthly_units", monthlyUnits);
      growth = Require.optionalPercent("growth", growth, -90, 500);
    }
  }

  /** A cost that does not follow sales. */
  public record FixedCost(String name, BigDecimal monthly) {
    public FixedCost {
      name = Require.text("name", name);
      monthly = Require.amount("monthly", monthly);
    }
  }

  /** People in one role; {@code salary} is gross a month for one person. */
  public record StaffRole(String role, BigDecimal salary, int count) {
    public StaffRole {
      role = Require.text("role", role);
      salary = Require.amount("salary", salary);
      count = Require.between("count", count, 1, 10_000);
    }
  }

  /** Rates in percent: on profits, on sales (value added), and the employer's part of payroll. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Taxes(
      Optional<BigDecimal> income, Optional<BigDecimal> sales, Optional<BigDecimal> payroll) {
    public Taxes {
      income = Require.optionalPercent("income", income, 0, 90);
      sales = Require.optionalPercent("sales", sales, 0, 60);
      payroll = Require.optionalPercent("payroll", payroll, 0, 100);
    }
  }
}
