package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.ProfitAndLoss;
import io.blatam.bul.finance.ProfitAndLoss.Entry;
import io.blatam.bul.finance.ProfitAndLoss.Period;
import io.blatam.bul.finance.Total;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<BudgetLine> income,
    List<BudgetLine> costs,
    BudgetLine charges,
    BudgetLine contingency,
    List<BudgetAsset> assets,
    List<Period> result)
    implements FigureModel {

  private static final int MONTHS = 12;

  static BudgetFigures of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    List<BudgetLine> income =
        fields.rows("income").stream().map(row -> BudgetLine.read(row, "sales")).toList();
    List<BudgetLine> costs =
        fields.rows("costs").stream()
            .map(row -> BudgetLine.read(row, row.text("category").orElse("other")))
            .toList();
    List<BudgetAsset> assets = fields.rows("investments").stream().map(BudgetAsset::read).toList();
    BudgetLine charges =
        BudgetLine.share(
            of(costs, BudgetLine.PAYROLL),
            fields.number("payroll_charges").orElse(BigDecimal.ZERO),
            brief.language().choose("Cargas sociales", "Employer's contributions"),
            BudgetLine.PAYROLL);
    List<BudgetLine> operating = costs.stream().filter(BudgetLine::operating).toList();
    BudgetLine contingency =
        BudgetLine.share(
            operating,
            fields.number("contingency").orElse(BigDecimal.ZERO),
            brief.language().choose("Imprevistos", "Contingency"),
            "other");
    List<Entry> quarters =
        IntStream.range(0, 4)
            .mapToObj(
                q ->
                    new Entry(
                        String.valueOf(q + 1),
                        BudgetLine.quarter(income, q),
                        BudgetLine.quarter(of(costs, BudgetLine.COST_OF_SALES), q),
                        BudgetLine.quarter(of(costs, BudgetLine.PAYROLL), q)
                            .add(charges.quarters().get(q)),
                        BudgetLine.quarter(operating, q).add(contingency.quarters().get(q)),
                        Total.of(assets, asset -> asset.depreciation().get(q)),
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

  private static List<BudgetLine> of(List<BudgetLine> lines, String category) {
    return lines.stream().filter(line -> line.category().equals(category)).toList();
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
            Total.of(result, Period::sales),
            Total.of(result, Period::costOfSales),
            Total.of(result, Period::payroll),
            Total.of(result, Period::operatingExpenses),
            Total.of(result, Period::depreciation),
            BigDecimal.ZERO);
    return ProfitAndLoss.of(List.of(whole), BigDecimal.ZERO, 0).periods().get(0);
  }

  public BigDecimal sales() {
    return Total.of(income, BudgetLine::total);
  }

  /** Every cost line, charges and contingency, in the order in which they are printed. */
  public List<BudgetLine> allCosts() {
    List<BudgetLine> all = new ArrayList<>(costs);
    Stream.of(charges, contingency).filter(line -> line.total().signum() > 0).forEach(all::add);
    return all;
  }

  public BigDecimal totalCosts() {
    return Total.of(allCosts(), BudgetLine::total);
  }

  /** The cost lines, for charts. */
  public List<String> costNames() {
    return allCosts().stream().map(BudgetLine::name).toList();
  }

  public List<BigDecimal> costAmounts() {
    return allCosts().stream().map(BudgetLine::total).toList();
  }

  public List<BigDecimal> incomeByQuarter() {
    return IntStream.range(0, 4).mapToObj(q -> BudgetLine.quarter(income, q)).toList();
  }

  public List<BigDecimal> costsByQuarter() {
    return IntStream.range(0, 4).mapToObj(q -> BudgetLine.quarter(allCosts(), q)).toList();
  }

  public BigDecimal depreciation() {
    return Total.of(assets, BudgetAsset::charged);
  }

  public BigDecimal invested() {
    return Total.of(assets, BudgetAsset::amount);
  }

  public BigDecimal tax() {
    return Total.of(result, Period::tax);
  }

  public BigDecimal netProfit() {
    return Total.of(result, Period::netProfit);
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

  public BigDecimal shareOfCosts(BudgetLine line) {
    return ratio(line.total(), totalCosts());
  }

  public Optional<BudgetLine> largestCost() {
    return costs.stream().max(Comparator.comparing(BudgetLine::total));
  }

  public boolean compared() {
    return Stream.concat(income.stream(), costs.stream()).anyMatch(line -> line.last().isPresent());
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

  private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, 4, RoundingMode.HALF_UP);
  }
}
