package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.CashFlow;
import io.blatam.bul.finance.CashFlow.Month;
import io.blatam.bul.finance.CashLine;
import io.blatam.bul.finance.Total;
import io.blatam.bul.finance.VatRegime;
import io.blatam.bul.locale.LocalFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A forecast of cash in whole units of its currency, so that every printed sum is exact, and what
 * becomes of it when sales fall or customers pay late.
 *
 * @param cushion cash that should never be fallen short of: an average month of operating payments
 */
record CashFlowForecast(
    LocalFormat format,
    List<ForecastLines.Planned> lines,
    CashFlow base,
    List<Case> cases,
    BigDecimal cushion)
    implements FigureModel {

  private static final int MONTHS_A_TABLE = 6;

  /** A way things may turn out. */
  public enum Turn {
    BASE("1", 0),
    SALES_DOWN_15("0.85", 0),
    LATE_30("1", 30),
    BOTH("0.85", 30);

    private final BigDecimal volume;
    private final int later;

    Turn(String volume, int later) {
      this.volume = new BigDecimal(volume);
      this.later = later;
    }
  }

  /** What a turn leaves in the till. */
  public record Case(Turn turn, BigDecimal lowest, YearMonth when, BigDecimal closing) {

    static Case of(Turn turn, CashFlow flow) {
      Month lowest = flow.lowestMonth();
      return new Case(turn, lowest.closingCash(), lowest.month(), flow.closingCash());
    }
  }

  static CashFlowForecast of(CompleteBrief brief) {
    ForecastLines inputs = ForecastLines.of(brief);
    CashFlow base = flow(inputs, Turn.BASE);
    BigDecimal operating =
        Total.of(base.months(), m -> m.purchases().add(m.payroll()).add(m.expenses()));
    return new CashFlowForecast(
        brief.format(),
        inputs.planned(),
        base,
        Stream.of(Turn.values()).map(turn -> Case.of(turn, flow(inputs, turn))).toList(),
        operating.divide(BigDecimal.valueOf(base.months().size()), 0, RoundingMode.HALF_UP));
  }

  private static CashFlow flow(ForecastLines inputs, Turn turn) {
    return CashFlow.of(
        inputs.opening(),
        inputs.planned().stream()
            .map(ForecastLines.Planned::line)
            .map(line -> turned(line, turn))
            .toList(),
        inputs.regime(),
        inputs.months(),
        0);
  }

  /** Sales, and what is bought for them, at the turn's volume; customers pay later. */
  private static CashLine turned(CashLine line, Turn turn) {
    boolean sales = line.kind() == CashLine.Kind.SALES;
    if (!sales && line.kind() != CashLine.Kind.PURCHASES) {
      return line;
    }
    return new CashLine(
        line.name(),
        line.kind(),
        line.amounts().stream().map(amount -> amount.multiply(turn.volume)).toList(),
        line.taxRate(),
        line.days() + (sales ? turn.later : 0));
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("flow", this);
  }

  @Override
  public List<BigDecimal> figures() {
    return Stream.concat(
            Stream.of(
                cushion,
                lowest().closingCash(),
                base.closingCash(),
                openingCash(),
                base.totalTaxPaid(),
                shortfall()),
            base.months().stream().map(Month::closingCash))
        .toList();
  }

  @Override
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    Month total = totals();
    BigDecimal end = openingCash().add(total.inflows()).subtract(total.outflows());
    if (end.compareTo(base.closingCash()) != 0) {
      found.add("the movements lead to " + end + ", not to " + base.closingCash());
    }
    BigDecimal due = base.totalOutputTax().subtract(base.totalInputTax());
    if (due.compareTo(base.totalTaxPaid().add(base.taxOwed())) != 0) {
      found.add("sales tax of " + due + " is due, but not what is paid and owed");
    }
    return found;
  }

  @Override
  public Map<String, Integer> rules() {
    return regime().year().map(year -> Map.of(regime().name().es(), year)).orElse(Map.of());
  }

  public VatRegime regime() {
    return base.regime();
  }

  public int horizon() {
    return base.months().size();
  }

  public YearMonth start() {
    return base.months().get(0).month();
  }

  public YearMonth end() {
    return base.months().get(horizon() - 1).month();
  }

  public BigDecimal openingCash() {
    return base.months().get(0).openingCash();
  }

  public Month lowest() {
    return base.lowestMonth();
  }

  public boolean negative() {
    return lowest().closingCash().signum() < 0;
  }

  public boolean thin() {
    return lowest().closingCash().compareTo(cushion) < 0;
  }

  /** What is missing to have the cushion at the lowest point; zero where nothing is. */
  public BigDecimal shortfall() {
    return cushion.subtract(lowest().closingCash()).max(BigDecimal.ZERO);
  }

  /** What the horizon adds to cash. */
  public BigDecimal change() {
    return base.closingCash().subtract(openingCash());
  }

  /** The worst of the cases. */
  public Case worst() {
    return cases.get(cases.size() - 1);
  }

  public boolean settlesTax() {
    return base.totalOutputTax().signum() > 0 || base.totalInputTax().signum() > 0;
  }

  /** Whether tax counts with the money instead of the bill. */
  public boolean taxOnCash() {
    return regime().basis() == VatRegime.Basis.CASH;
  }

  public boolean buys() {
    return any(Month::purchases);
  }

  public boolean invests() {
    return any(Month::investment);
  }

  public boolean raises() {
    return any(Month::financing);
  }

  public boolean repays() {
    return any(Month::debtService);
  }

  public boolean paysTaxes() {
    return any(Month::taxes);
  }

  public boolean paysSalaries() {
    return any(Month::payroll);
  }

  private boolean any(Function<Month, BigDecimal> amount) {
    return base.months().stream().map(amount).anyMatch(each -> each.signum() != 0);
  }

  /** The months, at most six to a table so that it fits a page. */
  public List<List<Month>> blocks() {
    List<List<Month>> blocks = new ArrayList<>();
    for (int from = 0; from < horizon(); from += MONTHS_A_TABLE) {
      blocks.add(base.months().subList(from, Math.min(horizon(), from + MONTHS_A_TABLE)));
    }
    return blocks;
  }

  /** The whole horizon as if it were one month. */
  public Month totals() {
    List<Month> all = base.months();
    return new Month(
        end(),
        openingCash(),
        Total.of(all, Month::collected),
        Total.of(all, Month::financing),
        Total.of(all, Month::purchases),
        Total.of(all, Month::payroll),
        Total.of(all, Month::expenses),
        Total.of(all, Month::investment),
        Total.of(all, Month::debtService),
        Total.of(all, Month::taxes),
        base.totalOutputTax(),
        base.totalInputTax(),
        base.totalTaxPaid(),
        base.closingCash());
  }

  /** Month-end cash, for charts. */
  public List<BigDecimal> closings() {
    return base.months().stream().map(Month::closingCash).toList();
  }

  public List<BigDecimal> inflows() {
    return base.months().stream().map(Month::inflows).toList();
  }

  public List<BigDecimal> outflows() {
    return base.months().stream().map(Month::outflows).toList();
  }

  public List<String> monthNames() {
    return base.months().stream().map(month -> format.shortMonth(month.month())).toList();
  }
}
