package io.blatam.bul.calculator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.blatam.bul.finance.DepreciationSchedule;
import io.blatam.bul.finance.DepreciationSchedule.Asset;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** {@code depreciation}. */
record DepreciationQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(es = "Costo del activo", en = "Cost of the asset") BigDecimal cost,
    @Says(es = "Valor residual", en = "Residual value") Optional<BigDecimal> residual,
    @Says(es = "Vida útil en años", en = "Useful life in years") int life,
    @Says(
            es = "Método: lineal, saldo decreciente, suma de dígitos o unidades producidas",
            en =
                "Method: straight line, declining balance, sum of years' digits or units of production")
        Optional<Method> method,
    @Says(
            es = "Factor del saldo decreciente; 2 es doble",
            en = "Factor of the declining balance; 2 is double")
        Optional<BigDecimal> factor,
    @Says(
            es = "Unidades que producirá en toda su vida",
            en = "Units it will make in its whole life")
        Optional<BigDecimal> capacity,
    @Says(es = "Unidades producidas cada año", en = "Units made in each year")
        Optional<List<BigDecimal>> units)
    implements Question {

  enum Method {
    @JsonProperty("straight_line")
    STRAIGHT_LINE,
    @JsonProperty("declining_balance")
    DECLINING_BALANCE,
    @JsonProperty("sum_of_years_digits")
    SUM_OF_YEARS_DIGITS,
    @JsonProperty("units_of_production")
    UNITS_OF_PRODUCTION
  }

  DepreciationQuestion {
    currency = Bounds.currency(currency);
    Bounds.positive("cost", cost);
    BigDecimal least = residual.orElse(BigDecimal.ZERO);
    Bounds.amount("residual", least);
    if (least.compareTo(cost) > 0) {
      throw new IllegalArgumentException("residual: must not be above the cost");
    }
    Bounds.within("life", life, 1, 100);
    factor.ifPresent(f -> Bounds.positive("factor", f));
    if (method.filter(Method.UNITS_OF_PRODUCTION::equals).isPresent()) {
      Bounds.positive(
          "capacity",
          capacity.orElseThrow(
              () -> new IllegalArgumentException("capacity: needed for units_of_production")));
      List<BigDecimal> made =
          Bounds.list(
              "units",
              units.orElseThrow(
                  () -> new IllegalArgumentException("units: needed for units_of_production")),
              100);
      made.forEach(u -> Bounds.amount("units", u));
    }
  }

  record Result(BigDecimal total, List<DepreciationSchedule.Year> years) {}

  @Override
  public Outcome answer() {
    Asset asset =
        new Asset(cost, residual.orElse(BigDecimal.ZERO), life, Bounds.decimals(currency));
    DepreciationSchedule schedule =
        switch (method.orElse(Method.STRAIGHT_LINE)) {
          case STRAIGHT_LINE -> DepreciationSchedule.straightLine(asset);
          case DECLINING_BALANCE ->
              DepreciationSchedule.decliningBalance(asset, factor.orElse(BigDecimal.valueOf(2)));
          case SUM_OF_YEARS_DIGITS -> DepreciationSchedule.sumOfYearsDigits(asset);
          case UNITS_OF_PRODUCTION ->
              DepreciationSchedule.unitsOfProduction(
                  asset, capacity.orElseThrow(), units.orElseThrow());
        };
    return Outcome.of(new Result(schedule.total(), schedule.years()));
  }
}
