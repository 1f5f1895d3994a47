package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.CashFlow;
import io.blatam.bul.finance.CashLine;
import io.blatam.bul.finance.CashLine.Kind;
import io.blatam.bul.finance.LoanSchedule;
import io.blatam.bul.finance.LoanTerms;
import io.blatam.bul.finance.VatRegime;
import io.blatam.bul.locale.Country;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The fields of a cash-flow forecast as the calculator takes them, in whole units of money. */
record ForecastLines(
    CashFlow.Opening opening, VatRegime regime, int months, List<Planned> planned) {

  private static final Set<Kind> TAXED =
      Set.of(Kind.SALES, Kind.PURCHASES, Kind.EXPENSES, Kind.INVESTMENT);

  /**
   * A line with what the document says of it.
   *
   * @param tax percent
   * @param month the month in which it occurs, where it occurs once; 1 is the first
   */
  public record Planned(CashLine line, BigDecimal first, BigDecimal tax, Optional<Integer> month) {

    public String name() {
      return line.name();
    }

    public int days() {
      return line.days();
    }

    /** For templates: sales, purchases, payroll … */
    public String kind() {
      return line.kind().name().toLowerCase(Locale.ROOT);
    }
  }

  static ForecastLines of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    int months = fields.number("months").orElseThrow().intValue();
    BigDecimal general = fields.number("tax_rate").orElse(BigDecimal.ZERO);
    List<Planned> lines = new ArrayList<>();
    BigDecimal growth =
        BigDecimal.ONE.add(fields.number("growth").orElse(BigDecimal.ZERO).movePointLeft(2));
    for (FieldValues row : fields.rows("income")) {
      lines.add(income(row, growth, general, months));
    }
    for (FieldValues row : fields.rows("costs")) {
      lines.add(cost(row, growth, general, months));
    }
    lines.addAll(loan(brief, months));
    return new ForecastLines(
        new CashFlow.Opening(
            YearMonth.from(fields.date("start_date").orElseThrow()),
            whole(fields.number("opening_cash")),
            whole(fields.number("receivables")),
            whole(fields.number("payables")),
            whole(fields.number("tax_credit"))),
        regime(brief, general),
        months,
        List.copyOf(lines));
  }

  private static VatRegime regime(CompleteBrief brief, BigDecimal general) {
    String code = brief.country().map(Country::code).orElse("");
    VatRegime known =
        VatRegime.of(code)
            .orElseGet(
                () ->
                    VatRegime.assumed(
                        code,
                        brief
                            .country()
                            .map(Country::salesTaxName)
                            .orElse(brief.language().choose("impuesto", "sales tax")),
                        general));
    return brief
        .fields()
        .text("settlement_months")
        .map(months -> known.every(Integer.parseInt(months)))
        .orElse(known);
  }

  private static Planned income(
      FieldValues row, BigDecimal growth, BigDecimal general, int months) {
    return repeated(row, Kind.SALES, growth, general, months);
  }

  /** What is bought for sale grows with sales; the rest stays as it is. */
  private static Planned cost(FieldValues row, BigDecimal growth, BigDecimal general, int months) {
    Kind kind = Kind.valueOf(row.text("kind").orElse("expenses").toUpperCase(Locale.ROOT));
    Optional<Integer> month = row.number("month").map(BigDecimal::intValue);
    if (month.isEmpty()) {
      return repeated(row, kind, kind == Kind.PURCHASES ? growth : BigDecimal.ONE, general, months);
    }
    BigDecimal amount = whole(row.number("monthly"));
    return planned(
        row,
        kind,
        IntStream.rangeClosed(1, months)
            .mapToObj(m -> m == month.get() ? amount : BigDecimal.ZERO)
            .toList(),
        amount,
        general,
        month);
  }

  private static Planned repeated(
      FieldValues row, Kind kind, BigDecimal growth, BigDecimal general, int months) {
    BigDecimal first = whole(row.number("monthly"));
    return planned(
        row,
        kind,
        IntStream.range(0, months)
            .mapToObj(
                m ->
                    first
                        .multiply(growth.pow(m, MathContext.DECIMAL64))
                        .setScale(0, RoundingMode.HALF_UP))
            .toList(),
        first,
        general,
        Optional.empty());
  }

  private static Planned planned(
      FieldValues row,
      Kind kind,
      List<BigDecimal> amounts,
      BigDecimal first,
      BigDecimal general,
      Optional<Integer> month) {
    BigDecimal tax = row.number("tax").orElse(TAXED.contains(kind) ? general : BigDecimal.ZERO);
    return new Planned(
        new CashLine(
            row.text("name").orElseThrow(),
            kind,
            amounts,
            tax.movePointLeft(2),
            row.number("days").map(BigDecimal::intValue).orElse(0)),
        first,
        tax,
        month);
  }

  /** A loan comes in the first month and is repaid from the next one on, French. */
  private static List<Planned> loan(CompleteBrief brief, int months) {
    FieldValues fields = brief.fields();
    BigDecimal amount = whole(fields.number("loan_amount"));
    if (amount.signum() == 0) {
      return List.of();
    }
    LoanSchedule schedule =
        LoanSchedule.of(
            new LoanTerms(
                amount,
                fields.number("loan_rate").orElse(brief.currency().loanRate()).movePointLeft(2),
                fields.number("loan_months").map(BigDecimal::intValue).orElse(36),
                0),
            0);
    List<BigDecimal> instalments = new ArrayList<>(List.of(BigDecimal.ZERO));
    schedule.instalments().stream()
        .limit(months - 1L)
        .forEach(instalment -> instalments.add(instalment.payment()));
    return List.of(
        new Planned(
            new CashLine(
                brief.language().choose("Préstamo", "Loan"),
                Kind.FINANCING,
                List.of(amount),
                BigDecimal.ZERO,
                0),
            amount,
            BigDecimal.ZERO,
            Optional.of(1)),
        new Planned(
            new CashLine(
                brief
                    .language()
                    .choose(
                        "Cuota del préstamo, desde el segundo mes",
                        "Loan instalment, from the second month"),
                Kind.DEBT_SERVICE,
                instalments,
                BigDecimal.ZERO,
                0),
            schedule.instalment(),
            BigDecimal.ZERO,
            Optional.empty()));
  }

  private static BigDecimal whole(Optional<BigDecimal> amount) {
    return amount.orElse(BigDecimal.ZERO).setScale(0, RoundingMode.HALF_UP);
  }
}
