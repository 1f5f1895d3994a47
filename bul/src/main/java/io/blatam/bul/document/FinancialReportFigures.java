package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
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
    Optional<ReportedBalance> balance,
    Optional<ReportedBalance> balanceBefore,
    BigDecimal days)
    implements FigureModel {

  /** Days. */
  private static final BigDecimal YEAR = BigDecimal.valueOf(365);

  static FinancialReportFigures of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    return new FinancialReportFigures(
        new StatementColumn(fields.rows("results"), "current").results(),
        new StatementColumn(fields.rows("results"), "previous").results(),
        new StatementColumn(fields.rows("balance"), "current").balance(),
        new StatementColumn(fields.rows("balance"), "previous").balance(),
        fields.number("period_days").orElseThrow());
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
