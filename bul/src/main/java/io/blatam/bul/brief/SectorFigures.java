package io.blatam.bul.brief;

import io.blatam.bul.brief.BusinessPlanBrief.FixedCost;
import io.blatam.bul.brief.BusinessPlanBrief.InvestmentItem;
import io.blatam.bul.brief.BusinessPlanBrief.Product;
import io.blatam.bul.brief.BusinessPlanBrief.StaffRole;
import io.blatam.bul.locale.Currency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A business as its sector usually is, where the brief does not say otherwise: amounts as shares of
 * the investment and of sales at full capacity, so that one data file serves every currency. What
 * is taken from the sector is listed as assumed.
 */
final class SectorFigures {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  private final BusinessPlanBrief given;
  private final Currency currency;
  private final Assumed assumed;
  private final Sector sector;

  SectorFigures(BusinessPlanBrief given, Currency currency, Assumed assumed) {
    this.given = given;
    this.currency = currency;
    this.assumed = assumed;
    this.sector = assumed.sector();
  }

  /** What is invested, item by item. */
  List<InvestmentItem> investment(FreeText said) {
    if (!given.investment().isEmpty()) {
      return given.investment();
    }
    BigDecimal total =
        assumed.orSector(
            given.totalInvestment().or(said::investment),
            currency.localPrice(sector.referenceInvestment()),
            "Inversión total",
            "Total investment",
            assumed.format()::wholeMoney);
    List<InvestmentItem> items = new ArrayList<>();
    BigDecimal left = total;
    for (int i = 0; i < sector.investment().size(); i++) {
      Sector.InvestmentShare share = sector.investment().get(i);
      boolean last = i == sector.investment().size() - 1;
      BigDecimal amount = last ? left : part(total, share.share());
      left = left.subtract(amount);
      items.add(
          new InvestmentItem(
              share.name().in(assumed.language()), amount, share.kind(), share.usefulLifeYears()));
    }
    assumed.ofSector(
        "Reparto de la inversión por partidas",
        "Split of the investment into items",
        shown(
            sector.investment().stream().map(Sector.InvestmentShare::share).toList(),
            assumed.format()::percent));
    return items;
  }

  /**
   * What is sold at full capacity.
   *
   * @param total investment
   */
  List<Product> products(BigDecimal total) {
    if (!given.products().isEmpty()) {
      return given.products().stream().map(this::growing).toList();
    }
    BigDecimal monthlySales =
        plausible(
            total.multiply(sector.salesToInvestment()).divide(TWELVE, 0, RoundingMode.HALF_UP));
    assumed.ofSector(
        "Ventas mensuales a plena capacidad",
        "Monthly sales at full capacity",
        assumed.format().wholeMoney(monthlySales));
    return sector.products().stream()
        .map(
            line -> {
              BigDecimal price = currency.localPrice(line.price());
              BigDecimal cost = part(price, line.costShare(), currency.decimals());
              BigDecimal units =
                  plausible(
                          part(monthlySales, line.salesShare())
                              .divide(price, 0, RoundingMode.HALF_UP))
                      .max(BigDecimal.ONE);
              String name = line.name().in(assumed.language());
              assumed.ofSector(
                  "«" + name + "»: precio, costo unitario y unidades al mes",
                  "“" + name + "”: price, unit cost and units a month",
                  assumed.format().money(price)
                      + " · "
                      + assumed.format().money(cost)
                      + " · "
                      + assumed.format().number(units));
              return new Product(name, price, cost, units, Optional.of(line.growth()));
            })
        .toList();
  }

  private Product growing(Product product) {
    BigDecimal growth =
        assumed.orPlanning(
            product.growth(),
            BigDecimal.valueOf(3),
            "Crecimiento anual de unidades de «" + product.name() + "»",
            "Yearly growth in units of “" + product.name() + "”",
            assumed.format()::percent);
    return new Product(
        product.name(),
        product.price(),
        product.unitCost(),
        product.monthlyUnits(),
        Optional.of(growth));
  }

  /** Monthly costs that do not follow sales. */
  List<FixedCost> fixedCosts(BigDecimal monthlySales) {
    if (!given.fixedCosts().isEmpty()) {
      return given.fixedCosts();
    }
    return sector.fixedCosts().stream()
        .map(
            cost -> {
              BigDecimal monthly = plausible(part(monthlySales, cost.salesShare()));
              String name = cost.name().in(assumed.language());
              assumed.ofSector(
                  name + " al mes", name + " a month", assumed.format().wholeMoney(monthly));
              return new FixedCost(name, monthly);
            })
        .toList();
  }

  List<StaffRole> staff(BigDecimal monthlySales) {
    if (!given.staff().isEmpty()) {
      return given.staff();
    }
    return sector.staff().stream()
        .map(
            role -> {
              BigDecimal salary =
                  plausible(
                      part(monthlySales, role.salesShare())
                          .divide(BigDecimal.valueOf(role.count()), 0, RoundingMode.HALF_UP));
              String name = role.role().in(assumed.language());
              assumed.ofSector(
                  "Salario mensual: " + name + " (" + role.count() + ")",
                  "Monthly salary: " + name + " (" + role.count() + ")",
                  assumed.format().wholeMoney(salary));
              return new StaffRole(name, salary, role.count());
            })
        .toList();
  }

  /** Factors on a month's sales, January to December. */
  List<BigDecimal> seasonality() {
    if (!given.seasonality().isEmpty()) {
      return given.seasonality();
    }
    assumed.ofSector(
        "Estacionalidad de las ventas (enero a diciembre)",
        "Sales seasonality (January to December)",
        shown(sector.seasonality(), assumed.format()::multiple));
    return sector.seasonality();
  }

  /** Percentages of the normal level that sales reach in the first months. */
  List<BigDecimal> rampUp() {
    if (!given.rampUp().isEmpty()) {
      return given.rampUp();
    }
    assumed.ofSector(
        "Arranque: ventas de los primeros meses sobre el nivel normal",
        "Ramp-up: sales in the first months against the normal level",
        shown(sector.rampUp(), assumed.format()::percent));
    return sector.rampUp();
  }

  /** Three significant digits: an assumption must not look like a measurement. */
  private static BigDecimal plausible(BigDecimal assumed) {
    BigDecimal rounded = assumed.round(new MathContext(3, RoundingMode.HALF_UP));
    return rounded.setScale(Math.max(0, assumed.scale()), RoundingMode.UNNECESSARY);
  }

  /** A percentage of an amount, in whole units. */
  static BigDecimal part(BigDecimal whole, BigDecimal percent) {
    return part(whole, percent, 0);
  }

  private static BigDecimal part(BigDecimal whole, BigDecimal percent, int scale) {
    return whole.multiply(percent).divide(HUNDRED, scale, RoundingMode.HALF_UP);
  }

  private static String shown(List<BigDecimal> values, Function<BigDecimal, String> format) {
    return String.join(" · ", values.stream().map(format).toList());
  }
}
