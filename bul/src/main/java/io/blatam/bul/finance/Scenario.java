package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What becomes of the plan when sales or costs turn out otherwise. */
public record Scenario(
    Case scenario,
    BigDecimal firstYearProfit,
    BigDecimal secondYearProfit,
    BigDecimal lowestCash,
    Optional<BigDecimal> lowestDscr,
    BigDecimal npv) {

  /** The cases looked at: factors on units, prices and unit costs. */
  public enum Case {
    BASE("1", "1", "1"),
    SALES_UP_10("1.10", "1", "1"),
    SALES_DOWN_10("0.90", "1", "1"),
    SALES_DOWN_20("0.80", "1", "1"),
    PRICES_DOWN_5("1", "0.95", "1"),
    UNIT_COSTS_UP_10("1", "1", "1.10"),
    SALES_DOWN_10_COSTS_UP_5("0.90", "1", "1.05");

    private final BigDecimal units;
    private final BigDecimal prices;
    private final BigDecimal unitCosts;

    Case(String units, String prices, String unitCosts) {
      this.units = new BigDecimal(units);
      this.prices = new BigDecimal(prices);
      this.unitCosts = new BigDecimal(unitCosts);
    }
  }

  /** Every case of a plan, the base case first. */
  public static List<Scenario> all(PlanInputs inputs) {
    return Arrays.stream(Case.values()).map(each -> of(inputs, each)).toList();
  }

  private static Scenario of(PlanInputs inputs, Case each) {
    Projection projection = Projection.of(inputs.varied(each.units, each.prices, each.unitCosts));
    List<YearResult> years = projection.years();
    return new Scenario(
        each,
        years.get(0).netProfit(),
        years.get(1).netProfit(),
        projection.lowestCash(),
        years.stream().map(YearResult::dscr).flatMap(Optional::stream).min(BigDecimal::compareTo),
        Appraisal.of(projection).npv());
  }
}
