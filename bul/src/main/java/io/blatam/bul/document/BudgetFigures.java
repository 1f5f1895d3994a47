package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.ProfitAndLoss;
import io.blatam.bul.finance.ProfitAndLoss.Entry;
import io.blatam.bul.finance.ProfitAndLoss.Period;
import io.blatam.bul.finance.StraightLine;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A year's budget by quarters, in whole units of its currency, so that every printed sum is exact.
 *
 * @param charges employer's charges on payroll, a line of its own
 * @param contingency set aside on operating expenses, likewise
 * @param result the four quarters
 */
record BudgetFigures(
    LocalFormat format,
    YearMonth start,
    List<Line> income,
    List<Line> costs,
    Line charges,
    Line contingency,
    List<Asset> assets,
    List<Period> result)
    implements FigureModel {

  private static final int MONTHS = 12;
  private static final String PAYROLL = "payroll";
  private static final String COST_OF_SALES = "cost-of-sales";

  /**
   * A line of the budget.
   *
   * @param last the year before, if it is known
   */
  public record Line(
      String name, String category, List<BigDecimal> quarters, Optional<BigDecimal> last) {

    public BigDecimal total() {
      return sum(quarters);
    }

    /** Against the year before, as a ratio; empty where that is not known or was nothing. */
    public Optional<BigDecimal> change() {
      return last.filter(before -> before.signum() > 0)
          .map(before -> total().subtract(before).divide(before, 4, RoundingMode.HALF_UP));
    }
  }

  /** Something to buy; {@code depreciation} is the year's. */
  public record Asset(
      String name, BigDecimal amount, int month, int life, List<BigDecimal> depreciation) {

    public BigDecimal charged() {
      return sum(depreciation);
    }
  }

  static BudgetFigures of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    List<Line> income = fields.rows("income").stream().map(row -> line(row, "sales")).toList();
    List<Line> costs =
        fields.rows("costs").stream()
            .map(row -> line(row, row.text("category").orElse("other")))
            .toList();
    List<Asset> assets = fields.rows("investments").stream().map(BudgetFigures::asset).toList();
    Line charges =
        share(
            costs.stream().filter(line -> line.category.equals(PAYROLL)).toList(),
            fields.number("payroll_charges").orElse(BigDecimal.ZERO),
            brief.language().choose("Cargas sociales", "Employer's contributions"),
            PAYROLL);
    Line contingency =
        share(
            costs.stream().filter(BudgetFigures::operating).toList(),
            fields.number("contingency").orElse(BigDecimal.ZERO),
            brief.language().choose("Imprevistos", "Contingency"),
            "other");
    List<Entry> quarters =
        IntStream.range(0, 4)
            .mapToObj(
                q ->
                    new Entry(
                        String.valueOf(q + 1),
                        quarter(income, q),
                        quarter(of(costs, COST_OF_SALES), q),
                        quarter(of(costs, PAYROLL), q).add(charges.quarters.get(q)),
                        quarter(costs.stream().filter(BudgetFigures::operating).toList(), q)
                            .add(contingency.quarters.get(q)),
                        sum(assets.stream().map(a -> a.depreciation.get(q)).toList()),
                        BigDecimal.ZERO))
            .toList();
    BigDecimal tax = fields.number("income_tax").orElse(BigDecimal.ZERO).movePointLeft(2);
    return new BudgetFigures(
        brief.format(),
        YearMonth.from(fields.date("start_date").orElseThrow()),
        income,
        costs,
        charges,
        contingency,
        assets,
        ProfitAndLoss.of(quarters, tax, 0).periods());
  }

  private static Line line(FieldValues row, String category) {
    BigDecimal monthly = whole(row.number("monthly").orElseThrow());
    int from = row.number("from_month").map(BigDecimal::intValue).orElse(1);
    List<BigDecimal> quarters =
        IntStream.range(0, 4)
            .mapToObj(
                q -> {
                  long active =
                      IntStream.rangeClosed(q * 3 + 1, q * 3 + 3).filter(m -> m >= from).count();
                  return monthly.multiply(BigDecimal.valueOf(active));
                })
            .toList();
    return new Line(
        row.text("name").orElseThrow(),
        category,
        quarters,
        row.number("last_year").map(BudgetFigures::whole));
  }

  private static Asset asset(FieldValues row) {
    BigDecimal amount = whole(row.number("amount").orElseThrow());
    int month = row.number("month").map(BigDecimal::intValue).orElse(1);
    int life = row.number("life").map(BigDecimal::intValue).orElse(5);
    List<BigDecimal> monthly = StraightLine.monthly(amount, life, MONTHS - month + 1, 0);
    List<BigDecimal> quarters =
        IntStream.range(0, 4)
            .mapToObj(
                q ->
                    sum(
                        IntStream.rangeClosed(q * 3 + 1, q * 3 + 3)
                            .filter(m -> m >= month)
                            .mapToObj(m -> monthly.get(m - month))
                            .toList()))
            .toList();
    return new Asset(row.text("name").orElseThrow(), amount, month, life, quarters);
  }

  private static Line share(List<Line> lines, BigDecimal percent, String name, String category) {
    return new Line(
        name,
        category,
        IntStream.range(0, 4)
            .mapToObj(q -> whole(quarter(lines, q).multiply(percent.movePointLeft(2))))
            .toList(),
        Optional.empty());
  }

  private static boolean operating(Line line) {
    return !line.category.equals(PAYROLL) && !line.category.equals(COST_OF_SALES);
  }

  private static List<Line> of(List<Line> lines, String category) {
    return lines.stream().filter(line -> line.category.equals(category)).toList();
  }

  private static BigDecimal quarter(List<Line> lines, int q) {
    return sum(lines.stream().map(line -> line.quarters.get(q)).toList());
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("plan", this);
  }

  @Override
  public List<BigDecimal> figures() {
    return Stream.of(sales(), totalCosts(), netProfit(), invested(), year().ebitda()).toList();
  }

  @Override
  public List<String> contradictions() {
    BigDecimal left = sales().subtract(totalCosts()).subtract(depreciation());
    return left.compareTo(year().profitBeforeTax()) == 0
        ? List.of()
        : List.of("income less costs is " + left + ", the result " + year().profitBeforeTax());
  }

  /** The year's columns together. */
  public Period year() {
    Entry whole =
        new Entry(
            "",
            sum(result, Period::sales),
            sum(result, Period::costOfSales),
            sum(result, Period::payroll),
            sum(result, Period::operatingExpenses),
            sum(result, Period::depreciation),
            BigDecimal.ZERO);
    return ProfitAndLoss.of(List.of(whole), BigDecimal.ZERO, 0).periods().get(0);
  }

  public BigDecimal sales() {
    return sum(income, Line::total);
  }

  /** Every cost line, charges and contingency, in the order in which they are printed. */
  public List<Line> allCosts() {
    List<Line> all = new ArrayList<>(costs);
    Stream.of(charges, contingency).filter(line -> line.total().signum() > 0).forEach(all::add);
    return all;
  }

  public BigDecimal totalCosts() {
    return sum(allCosts(), Line::total);
  }

  /** The cost lines, for charts. */
  public List<String> costNames() {
    return allCosts().stream().map(Line::name).toList();
  }

  public List<BigDecimal> costAmounts() {
    return allCosts().stream().map(Line::total).toList();
  }

  public List<BigDecimal> incomeByQuarter() {
    return IntStream.range(0, 4).mapToObj(q -> quarter(income, q)).toList();
  }

  public List<BigDecimal> costsByQuarter() {
    return IntStream.range(0, 4).mapToObj(q -> quarter(allCosts(), q)).toList();
  }

  public BigDecimal depreciation() {
    return sum(assets, Asset::charged);
  }

  public BigDecimal invested() {
    return sum(assets, Asset::amount);
  }

  public BigDecimal tax() {
    return sum(result, Period::tax);
  }

  public BigDecimal netProfit() {
    return sum(result, Period::netProfit);
  }

  public List<BigDecimal> profits() {
    return result.stream().map(Period::netProfit).toList();
  }

  public boolean loss() {
    return netProfit().signum() < 0;
  }

  /** Net profit on sales, as a ratio. */
  public BigDecimal netMargin() {
    return ratio(netProfit(), sales());
  }

  public BigDecimal shareOfCosts(Line line) {
    return ratio(line.total(), totalCosts());
  }

  public Optional<Line> largestCost() {
    return costs.stream().max(Comparator.comparing(Line::total));
  }

  public boolean compared() {
    return Stream.concat(income.stream(), costs.stream()).anyMatch(l -> l.last.isPresent());
  }

  /** Sales at which the year neither earns nor loses; empty where no sales do. */
  public Optional<BigDecimal> breakEven() {
    Period year = year();
    if (year.grossProfit().signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal fixed = year.payroll().add(year.operatingExpenses()).add(year.depreciation());
    return Optional.of(
        fixed
            .multiply(year.sales())
            .divide(year.grossProfit(), MathContext.DECIMAL64)
            .setScale(0, RoundingMode.CEILING));
  }

  /** How far sales may fall before the year loses, as a ratio; negative where it loses already. */
  public Optional<BigDecimal> safety() {
    return breakEven().map(sales -> BigDecimal.ONE.subtract(ratio(sales, sales())));
  }

  /** The quarters as charts and tables call them. */
  public List<String> quarterNames() {
    return IntStream.range(0, 4)
        .mapToObj(
            q ->
                format.shortMonth(start.plusMonths(q * 3L))
                    + "–"
                    + format.shortMonth(start.plusMonths(q * 3L + 2)))
        .toList();
  }

  public YearMonth end() {
    return start.plusMonths(MONTHS - 1L);
  }

  private static BigDecimal whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_UP);
  }

  private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, 4, RoundingMode.HALF_UP);
  }

  private static <T> BigDecimal sum(Collection<T> items, Function<T, BigDecimal> amount) {
    return sum(items.stream().map(amount).toList());
  }

  private static BigDecimal sum(Collection<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
