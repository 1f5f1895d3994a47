package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.ProfitAndLoss;
import io.blatam.bul.finance.ProfitAndLoss.Entry;
import io.blatam.bul.finance.ProfitAndLoss.Period;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Results and balance of a period that is over, beside the one before where it is known, and what
 * they say of the company. Nothing is assumed: what the brief does not give is not reported.
 */
record FinancialReportFigures(
    Optional<Period> now,
    Optional<Period> before,
    Optional<Balance> balance,
    Optional<Balance> balanceBefore,
    BigDecimal days)
    implements FigureModel {

  /** What a company had and owed at the end of a period. */
  public record Balance(
      BigDecimal cash,
      BigDecimal receivables,
      BigDecimal inventory,
      BigDecimal otherCurrent,
      BigDecimal fixedAssets,
      BigDecimal payables,
      BigDecimal shortDebt,
      BigDecimal otherShort,
      BigDecimal longDebt,
      Optional<BigDecimal> stated) {

    public BigDecimal current() {
      return cash.add(receivables).add(inventory).add(otherCurrent);
    }

    public BigDecimal assets() {
      return current().add(fixedAssets);
    }

    public BigDecimal shortTerm() {
      return payables.add(shortDebt).add(otherShort);
    }

    public BigDecimal liabilities() {
      return shortTerm().add(longDebt);
    }

    /** As stated, or what assets leave after liabilities. */
    public BigDecimal equity() {
      return stated.orElse(assets().subtract(liabilities()));
    }

    public BigDecimal workingCapital() {
      return current().subtract(shortTerm());
    }

    public BigDecimal debt() {
      return shortDebt.add(longDebt);
    }

    /** Assets less liabilities and equity; zero where the balance balances. */
    public BigDecimal gap() {
      return assets().subtract(liabilities()).subtract(equity());
    }
  }

  static FinancialReportFigures of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    return new FinancialReportFigures(
        period(fields.rows("results"), "current"),
        period(fields.rows("results"), "previous"),
        balance(fields.rows("balance"), "current"),
        balance(fields.rows("balance"), "previous"),
        fields.number("period_days").orElseThrow());
  }

  private static Optional<Period> period(List<FieldValues> rows, String column) {
    if (value(rows, column, "sales").isEmpty()) {
      return Optional.empty();
    }
    Function<String, BigDecimal> of = item -> value(rows, column, item).orElse(BigDecimal.ZERO);
    Entry entry =
        new Entry(
            column,
            of.apply("sales"),
            of.apply("cost-of-sales"),
            of.apply("payroll"),
            of.apply("operating-expenses"),
            of.apply("depreciation"),
            of.apply("interest"));
    Period untaxed = ProfitAndLoss.of(List.of(entry), BigDecimal.ZERO, 0).periods().get(0);
    return Optional.of(taxed(untaxed, of.apply("income-tax")));
  }

  /** With the tax that was charged, instead of one computed. */
  private static Period taxed(Period p, BigDecimal tax) {
    BigDecimal net = p.profitBeforeTax().subtract(tax);
    return new Period(
        p.name(),
        p.sales(),
        p.costOfSales(),
        p.grossProfit(),
        p.payroll(),
        p.operatingExpenses(),
        p.ebitda(),
        p.depreciation(),
        p.ebit(),
        p.interest(),
        p.profitBeforeTax(),
        tax,
        net,
        p.grossMargin(),
        p.ebitdaMargin(),
        ratio(net, p.sales()).orElse(BigDecimal.ZERO));
  }

  private static Optional<Balance> balance(List<FieldValues> rows, String column) {
    boolean known = rows.stream().anyMatch(row -> row.number(column).isPresent());
    if (!known) {
      return Optional.empty();
    }
    Function<String, BigDecimal> of = item -> value(rows, column, item).orElse(BigDecimal.ZERO);
    return Optional.of(
        new Balance(
            of.apply("cash"),
            of.apply("receivables"),
            of.apply("inventory"),
            of.apply("other-current"),
            of.apply("fixed-assets"),
            of.apply("payables"),
            of.apply("short-debt"),
            of.apply("other-short"),
            of.apply("long-debt"),
            value(rows, column, "equity")));
  }

  private static Optional<BigDecimal> value(List<FieldValues> rows, String column, String item) {
    List<BigDecimal> found =
        rows.stream()
            .filter(row -> row.text("item").filter(item::equals).isPresent())
            .flatMap(row -> row.number(column).stream())
            .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            found.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(0, RoundingMode.HALF_UP));
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("report", this);
  }

  @Override
  public List<BigDecimal> figures() {
    return Stream.of(now, before)
        .flatMap(Optional::stream)
        .flatMap(p -> Stream.of(p.sales(), p.grossProfit(), p.ebitda(), p.netProfit()))
        .toList();
  }

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    Stream.of(balance, balanceBefore)
        .flatMap(Optional::stream)
        .filter(b -> b.gap().signum() != 0)
        .forEach(b -> found.add("the balance sheet does not balance, by " + b.gap()));
    return found;
  }

  /** Growth of a figure over the period before, as a ratio. */
  private Optional<BigDecimal> growth(Function<Period, BigDecimal> figure) {
    return before.flatMap(
        earlier ->
            now.flatMap(
                current ->
                    ratio(
                        figure.apply(current).subtract(figure.apply(earlier)),
                        figure.apply(earlier).abs())));
  }

  public Optional<BigDecimal> salesGrowth() {
    return growth(Period::sales);
  }

  public Optional<BigDecimal> profitGrowth() {
    return growth(Period::netProfit);
  }

  public Optional<BigDecimal> ebitdaGrowth() {
    return growth(Period::ebitda);
  }

  /** Current assets over short-term liabilities, two decimals. */
  public Optional<BigDecimal> liquidity() {
    return balance.flatMap(b -> times(b.current(), b.shortTerm()));
  }

  /** The same without stock. */
  public Optional<BigDecimal> acidTest() {
    return balance.flatMap(b -> times(b.current().subtract(b.inventory()), b.shortTerm()));
  }

  /** Liabilities over assets, as a ratio. */
  public Optional<BigDecimal> indebtedness() {
    return balance.flatMap(b -> ratio(b.liabilities(), b.assets()));
  }

  /** Bank debt over the EBITDA of a year. */
  public Optional<BigDecimal> debtToEbitda() {
    return balance.flatMap(
        b ->
            now.filter(p -> p.ebitda().signum() > 0)
                .flatMap(p -> times(b.debt().multiply(days), p.ebitda().multiply(YEAR))));
  }

  /** Days of sales that customers owe. */
  public Optional<BigDecimal> collectionDays() {
    return balance.flatMap(b -> now.flatMap(p -> daysOf(b.receivables(), p.sales())));
  }

  /** Days of cost of sales that are owed to suppliers. */
  public Optional<BigDecimal> paymentDays() {
    return balance.flatMap(b -> now.flatMap(p -> daysOf(b.payables(), p.costOfSales())));
  }

  /** Days of cost of sales that lie in stock. */
  public Optional<BigDecimal> stockDays() {
    return balance.flatMap(b -> now.flatMap(p -> daysOf(b.inventory(), p.costOfSales())));
  }

  /** Net profit over equity, as a ratio of the period. */
  public Optional<BigDecimal> returnOnEquity() {
    return balance
        .filter(b -> b.equity().signum() > 0)
        .flatMap(b -> now.flatMap(p -> ratio(p.netProfit(), b.equity())));
  }

  /** EBIT over interest, two decimals. */
  public Optional<BigDecimal> interestCover() {
    return now.flatMap(p -> times(p.ebit(), p.interest()));
  }

  public boolean loss() {
    return now.map(p -> p.netProfit().signum() < 0).orElse(false);
  }

  public boolean tight() {
    return liquidity().map(l -> l.compareTo(BigDecimal.ONE) < 0).orElse(false);
  }

  public boolean leveraged() {
    return indebtedness().map(i -> i.compareTo(new BigDecimal("0.7")) > 0).orElse(false);
  }

  /** Whether customers take longer than suppliers wait. */
  public boolean financesCustomers() {
    return collectionDays().flatMap(c -> paymentDays().map(p -> c.compareTo(p) > 0)).orElse(false);
  }

  /** Sales, gross profit, EBITDA and net profit, for charts. */
  public List<BigDecimal> headline() {
    return now.map(FinancialReportFigures::headline).orElse(List.of());
  }

  public List<BigDecimal> headlineBefore() {
    return before.map(FinancialReportFigures::headline).orElse(List.of());
  }

  private static List<BigDecimal> headline(Period p) {
    return List.of(p.sales(), p.grossProfit(), p.ebitda(), p.netProfit());
  }

  private static final BigDecimal YEAR = BigDecimal.valueOf(365);

  private Optional<BigDecimal> daysOf(BigDecimal amount, BigDecimal flow) {
    return flow.signum() > 0
        ? Optional.of(amount.multiply(days).divide(flow, 0, RoundingMode.HALF_UP))
        : Optional.empty();
  }

  private static Optional<BigDecimal> times(BigDecimal part, BigDecimal whole) {
    return whole.signum() > 0
        ? Optional.of(part.divide(whole, 2, RoundingMode.HALF_UP))
        : Optional.empty();
  }

  private static Optional<BigDecimal> ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(part.divide(whole, 4, RoundingMode.HALF_UP));
  }
}
