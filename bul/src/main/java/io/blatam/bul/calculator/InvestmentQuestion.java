package io.blatam.bul.calculator;

import io.blatam.bul.finance.InternalRate;
import io.blatam.bul.finance.InvestmentReturn;
import io.blatam.bul.locale.Bilingual;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** {@code investment}. */
record InvestmentQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(es = "Tasa de descuento por período, %", en = "Discount rate a period, %")
        BigDecimal discountRate,
    @Says(
            es = "Flujos al final de cada período; el primero es hoy y los pagos son negativos",
            en = "Flows at the end of each period; the first is today, payments are negative")
        List<BigDecimal> flows)
    implements Question {

  private static final int PERCENT_DECIMALS = 4;

  InvestmentQuestion {
    currency = Bounds.currency(currency);
    Bounds.percent("discount_rate", discountRate, -99, 1000);
    flows = Bounds.list("flows", flows, 120);
    for (int i = 0; i < flows.size(); i++) {
      Bounds.signed("flows[" + i + "]", flows.get(i));
    }
  }

  /** Rates in percent a period. */
  record Result(
      BigDecimal npv,
      Optional<BigDecimal> irr,
      List<BigDecimal> irrCandidates,
      Optional<BigDecimal> payback,
      Optional<BigDecimal> discountedPayback,
      Optional<BigDecimal> profitabilityIndex,
      List<InvestmentReturn.Period> periods) {}

  @Override
  public Outcome answer() {
    InvestmentReturn found =
        InvestmentReturn.of(Bounds.ratio(discountRate), flows, Bounds.decimals(currency));
    InternalRate rate = found.internalRate();
    List<BigDecimal> percents =
        rate.rates().stream()
            .map(r -> Bounds.percentage(r).setScale(PERCENT_DECIMALS, RoundingMode.HALF_UP))
            .toList();
    return new Outcome(
        new Result(
            found.npv(),
            percents.size() == 1 ? Optional.of(percents.get(0)) : Optional.empty(),
            percents,
            found.payback(),
            found.discountedPayback(),
            found.profitabilityIndex(),
            found.periods()),
        why(rate));
  }

  private static List<Bilingual> why(InternalRate rate) {
    if (rate.signChanges() == 0) {
      return List.of(
          new Bilingual(
              "Los flujos no cambian de signo: no hay tasa interna de retorno. Hacen falta al menos"
                  + " un pago y un cobro.",
              "The flows never change sign: there is no internal rate of return. It takes at least"
                  + " one payment and one receipt."));
    }
    if (rate.rates().isEmpty()) {
      return List.of(
          new Bilingual(
              "Ninguna tasa por encima de −100 % anula el valor de estos flujos; decida por el valor"
                  + " presente neto.",
              "No rate above −100% makes these flows worth zero; decide by the net present value."));
    }
    return rate.rates().size() == 1
        ? List.of()
        : List.of(
            new Bilingual(
                "Los flujos cambian de signo más de una vez y hay varias tasas internas; ninguna"
                    + " sirve por sí sola para decidir. Decida por el valor presente neto.",
                "The flows change sign more than once and there are several internal rates; none of"
                    + " them decides by itself. Decide by the net present value."));
  }
}
