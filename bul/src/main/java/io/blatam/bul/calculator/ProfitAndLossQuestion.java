package io.blatam.bul.calculator;

import io.blatam.bul.finance.ProfitAndLoss;
import io.blatam.bul.finance.ProfitAndLoss.Entry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** {@code profit-and-loss}. */
record ProfitAndLossQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(es = "Impuesto sobre el beneficio, %", en = "Tax on profit, %") BigDecimal taxRate,
    @Says(es = "Períodos sucesivos", en = "Successive periods") List<PeriodOf> periods)
    implements Question {

  ProfitAndLossQuestion {
    currency = Bounds.currency(currency);
    Bounds.percent("tax_rate", taxRate, 0, 100);
    periods = Bounds.list("periods", periods, 120);
  }

  record PeriodOf(
      @Says(es = "Nombre del período", en = "Name of the period") String name,
      @Says(es = "Ventas sin impuesto", en = "Sales before tax") BigDecimal sales,
      @Says(es = "Costo de las ventas", en = "Cost of sales") Optional<BigDecimal> costOfSales,
      @Says(es = "Personal", en = "Payroll") Optional<BigDecimal> payroll,
      @Says(es = "Otros gastos de explotación", en = "Other operating expenses")
          Optional<BigDecimal> operatingExpenses,
      @Says(es = "Amortización o depreciación", en = "Depreciation")
          Optional<BigDecimal> depreciation,
      @Says(es = "Intereses", en = "Interest") Optional<BigDecimal> interest) {

    PeriodOf {
      name = Bounds.name("name", name);
      Bounds.amount("sales", sales);
      costOfSales.ifPresent(v -> Bounds.amount("cost_of_sales", v));
      payroll.ifPresent(v -> Bounds.amount("payroll", v));
      operatingExpenses.ifPresent(v -> Bounds.amount("operating_expenses", v));
      depreciation.ifPresent(v -> Bounds.amount("depreciation", v));
      interest.ifPresent(v -> Bounds.amount("interest", v));
    }

    Entry entry() {
      return new Entry(
          name,
          sales,
          costOfSales.orElse(BigDecimal.ZERO),
          payroll.orElse(BigDecimal.ZERO),
          operatingExpenses.orElse(BigDecimal.ZERO),
          depreciation.orElse(BigDecimal.ZERO),
          interest.orElse(BigDecimal.ZERO));
    }
  }

  @Override
  public Outcome answer() {
    return Outcome.of(
        ProfitAndLoss.of(
            periods.stream().map(PeriodOf::entry).toList(),
            Bounds.ratio(taxRate),
            Bounds.decimals(currency)));
  }
}
