package io.blatam.bul.calculator;

import io.blatam.bul.finance.StartUpCosts;
import io.blatam.bul.finance.StartUpCosts.Cost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** {@code start-up-costs}. */
record StartUpQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(es = "Costos, de una vez o mensuales", en = "Costs, once or monthly") List<Item> costs,
    @Says(
            es = "Meses de gastos corrientes que deben pagarse antes de que lo hagan las ventas",
            en = "Months of running costs to be paid before sales do")
        Optional<Integer> reserveMonths,
    @Says(
            es = "Imprevistos, % de los costos de una vez",
            en = "Contingency, % of the costs that occur once")
        Optional<BigDecimal> contingency)
    implements Question {

  StartUpQuestion {
    currency = Bounds.currency(currency);
    costs = Bounds.list("costs", costs, 200);
    reserveMonths.ifPresent(m -> Bounds.within("reserve_months", m, 0, 60));
    contingency.ifPresent(c -> Bounds.percent("contingency", c, 0, 100));
  }

  record Item(
      @Says(es = "Concepto", en = "What it is for") String name,
      @Says(es = "Importe sin impuesto", en = "Amount before tax") BigDecimal amount,
      @Says(es = "Si se repite cada mes", en = "Whether it comes back every month")
          Optional<Boolean> monthly,
      @Says(es = "IVA recuperable, %", en = "Recoverable VAT, %") Optional<BigDecimal> vat) {

    Item {
      name = Bounds.name("name", name);
      Bounds.amount("amount", amount);
      vat.ifPresent(v -> Bounds.percent("vat", v, 0, 100));
    }
  }

  @Override
  public Outcome answer() {
    return Outcome.of(
        StartUpCosts.of(
            costs.stream()
                .map(
                    c ->
                        new Cost(
                            c.name,
                            c.amount,
                            c.monthly.orElse(false),
                            Bounds.ratio(c.vat.orElse(BigDecimal.ZERO))))
                .toList(),
            reserveMonths.orElse(0),
            Bounds.ratio(contingency.orElse(BigDecimal.ZERO)),
            Bounds.decimals(currency)));
  }
}
