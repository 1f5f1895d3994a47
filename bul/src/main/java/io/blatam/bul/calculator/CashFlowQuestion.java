package io.blatam.bul.calculator;

import io.blatam.bul.finance.CashFlow;
import io.blatam.bul.finance.CashLine;
import io.blatam.bul.finance.VatRegime;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Country;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code cash-flow}. */
record CashFlowQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(
            es = "País cuyo IVA se liquida: ES, MX, CO, AR o US",
            en = "Country whose VAT is settled: ES, MX, CO, AR or US")
        String country,
    @Says(
            es = "Meses de cada liquidación, si no son los del régimen general",
            en = "Months of each VAT return, where not those of the general regime")
        Optional<Integer> settlementMonths,
    @Says(es = "Primer mes", en = "First month") YearMonth start,
    @Says(es = "Meses previstos", en = "Months forecast") int months,
    @Says(es = "Caja al empezar", en = "Cash at the start") BigDecimal openingCash,
    @Says(
            es = "Pendiente de cobro al empezar, IVA incluido; se cobra el primer mes",
            en = "Owed by customers at the start, VAT included; collected in the first month")
        Optional<BigDecimal> receivables,
    @Says(
            es = "Pendiente de pago al empezar, IVA incluido; se paga el primer mes",
            en = "Owed to suppliers at the start, VAT included; paid in the first month")
        Optional<BigDecimal> payables,
    @Says(es = "IVA a favor que viene de antes", en = "VAT in one's favour from before")
        Optional<BigDecimal> vatCredit,
    @Says(
            es = "Ventas, compras, gastos y financiación",
            en = "Sales, purchases, expenses and financing")
        List<Line> lines)
    implements Question {

  private static final Set<CashLine.Kind> TAXED =
      Set.of(
          CashLine.Kind.SALES,
          CashLine.Kind.PURCHASES,
          CashLine.Kind.EXPENSES,
          CashLine.Kind.INVESTMENT);

  CashFlowQuestion {
    currency = Bounds.currency(currency);
    String code = Country.find(country).map(Country::code).orElse(country);
    if (VatRegime.of(code).isEmpty()) {
      throw new IllegalArgumentException(
          "country: use one of "
              + VatRegime.all().stream().map(VatRegime::country).collect(Collectors.joining(", ")));
    }
    country = code;
    Bounds.within("months", months, 1, 60);
    Bounds.signed("opening_cash", openingCash);
    receivables.ifPresent(v -> Bounds.amount("receivables", v));
    payables.ifPresent(v -> Bounds.amount("payables", v));
    vatCredit.ifPresent(v -> Bounds.amount("vat_credit", v));
    lines = Bounds.list("lines", lines, 200);
  }

  record Line(
      @Says(es = "Concepto", en = "What it is") String name,
      @Says(es = "Clase de movimiento", en = "Kind of movement") CashLine.Kind kind,
      @Says(
              es = "Importe de cada mes sin IVA; o bien monthly, o amount con month",
              en = "Amount of each month before VAT; or else monthly, or amount with month")
          Optional<List<BigDecimal>> amounts,
      @Says(es = "El mismo importe todos los meses", en = "The same amount every month")
          Optional<BigDecimal> monthly,
      @Says(es = "Importe de una sola vez", en = "An amount that occurs once")
          Optional<BigDecimal> amount,
      @Says(es = "Mes de ese importe; 1 es el primero", en = "Month of that amount; 1 is the first")
          Optional<Integer> month,
      @Says(
              es = "IVA, %; sin él, el general en ventas, compras, gastos e inversiones",
              en =
                  "VAT, %; without it the general rate on sales, purchases, expenses and investments")
          Optional<BigDecimal> vat,
      @Says(es = "Días de crédito", en = "Days of credit") Optional<Integer> days) {

    Line {
      name = Bounds.name("name", name);
      long given = List.of(amounts, monthly, amount).stream().filter(Optional::isPresent).count();
      if (given != 1) {
        throw new IllegalArgumentException(
            "amounts: give exactly one of amounts, monthly and amount");
      }
      amounts.ifPresent(
          all -> Bounds.list("amounts", all, 60).forEach(a -> Bounds.amount("amounts", a)));
      monthly.ifPresent(m -> Bounds.amount("monthly", m));
      amount.ifPresent(a -> Bounds.amount("amount", a));
      month.ifPresent(m -> Bounds.within("month", m, 1, 60));
      vat.ifPresent(v -> Bounds.percent("vat", v, 0, 100));
      days.ifPresent(d -> Bounds.within("days", d, 0, 365));
    }

    CashLine line(VatRegime regime, int horizon) {
      List<BigDecimal> each =
          amounts.orElseGet(
              () ->
                  java.util.stream.IntStream.rangeClosed(1, horizon)
                      .mapToObj(this::inMonth)
                      .toList());
      BigDecimal rate = vat.orElse(TAXED.contains(kind) ? regime.rate() : BigDecimal.ZERO);
      return new CashLine(name, kind, each, Bounds.ratio(rate), days.orElse(0));
    }

    private BigDecimal inMonth(int number) {
      return monthly.orElseGet(
          () -> month.orElse(1) == number ? amount.orElseThrow() : BigDecimal.ZERO);
    }
  }

  record Result(
      List<CashFlow.Month> months,
      BigDecimal closingCash,
      BigDecimal lowestCash,
      YearMonth lowestMonth,
      BigDecimal outputTax,
      BigDecimal inputTax,
      BigDecimal taxPaid,
      BigDecimal taxOwed,
      BigDecimal receivables,
      BigDecimal payables) {}

  @Override
  public Outcome answer() {
    VatRegime general = VatRegime.of(country).orElseThrow();
    VatRegime regime = settlementMonths.map(general::every).orElse(general);
    CashFlow flow =
        CashFlow.of(
            new CashFlow.Opening(
                start,
                openingCash,
                receivables.orElse(BigDecimal.ZERO),
                payables.orElse(BigDecimal.ZERO),
                vatCredit.orElse(BigDecimal.ZERO)),
            lines.stream().map(line -> line.line(regime, months)).toList(),
            regime,
            months,
            Bounds.decimals(currency));
    CashFlow.Month lowest = flow.lowestMonth();
    return Outcome.of(
        new Result(
            flow.months(),
            flow.closingCash(),
            lowest.closingCash(),
            lowest.month(),
            flow.totalOutputTax(),
            flow.totalInputTax(),
            flow.totalTaxPaid(),
            flow.taxOwed(),
            flow.receivables(),
            flow.payables()),
        new Bilingual(
            "Regla de liquidación: " + regime.source().es() + ".",
            "Rule of settlement: " + regime.source().en() + "."));
  }
}
