package io.blatam.bul.brief;

import io.blatam.bul.brief.BusinessPlanBrief.FixedCost;
import io.blatam.bul.brief.BusinessPlanBrief.InvestmentItem;
import io.blatam.bul.brief.BusinessPlanBrief.Loan;
import io.blatam.bul.brief.BusinessPlanBrief.Product;
import io.blatam.bul.brief.BusinessPlanBrief.StaffRole;
import io.blatam.bul.brief.BusinessPlanBrief.Taxes;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.CountryRates;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.LocalFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills a business plan's numbers from its sector: amounts as shares of the investment and of sales
 * at full capacity, so that one data file serves every currency.
 */
final class BusinessPlanCompletion {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
  private static final int DEFAULT_LOAN_MONTHS = 48;
  private static final BigDecimal RISK_PREMIUM = BigDecimal.valueOf(4);

  private BusinessPlanCompletion() {}

  static BusinessPlanBrief complete(
      Brief asked,
      FreeText said,
      Currency currency,
      Optional<Country> country,
      LocalDate today,
      Assumed assumed) {
    BusinessPlanBrief given = asked.businessPlan().orElse(BusinessPlanBrief.empty());
    LocalFormat format = assumed.format();
    Sector sector = assumed.sector();

    List<InvestmentItem> investment = investment(given, said, currency, assumed);
    BigDecimal total =
        investment.stream().map(InvestmentItem::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Product> products = products(given, total, currency, assumed);
    BigDecimal monthlySales =
        products.stream()
            .map(p -> p.price().multiply(p.monthlyUnits()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal inflation =
        assumed.orPlanning(
            given.inflation(),
            currency.inflation(),
            "Inflación anual de precios y costos",
            "Yearly inflation of prices and costs",
            format::percent);
    Loan loan = loan(given, said, total, currency, assumed);
    BigDecimal discountRate =
        assumed.orPlanning(
            given.discountRate(),
            loan.annualRate().orElse(currency.loanRate()).add(RISK_PREMIUM),
            "Tasa de descuento para el valor presente neto",
            "Discount rate for net present value",
            format::percent);
    LocalDate start =
        assumed.orPlanning(
            given.startDate(),
            today.withDayOfMonth(1).plusMonths(3),
            "Inicio de operaciones",
            "Start of trading",
            format::date);
    List<BigDecimal> seasonality =
        given.seasonality().isEmpty() ? sector.seasonality() : given.seasonality();
    if (given.seasonality().isEmpty()) {
      assumed.ofSector(
          "Estacionalidad de las ventas (enero a diciembre)",
          "Sales seasonality (January to December)",
          shown(seasonality, format::multiple));
    }
    List<BigDecimal> rampUp = given.rampUp().isEmpty() ? sector.rampUp() : given.rampUp();
    if (given.rampUp().isEmpty()) {
      assumed.ofSector(
          "Arranque: ventas de los primeros meses sobre el nivel normal",
          "Ramp-up: sales in the first months against the normal level",
          shown(rampUp, format::percent));
    }
    return new BusinessPlanBrief(
        given.valueProposition(),
        given.location(),
        given.openingHours(),
        given.customers(),
        given.competitors(),
        given.differentiators(),
        given.founders(),
        given.suppliers(),
        given.permits(),
        Optional.of(total),
        investment,
        Optional.of(loan),
        products,
        fixedCosts(given, monthlySales, currency, assumed),
        staff(given, monthlySales, currency, assumed),
        Optional.of(taxes(given, country, assumed)),
        seasonality,
        rampUp,
        Optional.of(start),
        Optional.of(inflation),
        Optional.of(discountRate),
        Optional.of(
            assumed.orSector(
                given.collectionDays(),
                sector.collectionDays(),
                "Plazo de cobro a clientes (días)",
                "Customer payment term (days)",
                String::valueOf)),
        Optional.of(
            assumed.orSector(
                given.paymentDays(),
                sector.paymentDays(),
                "Plazo de pago a proveedores (días)",
                "Supplier payment term (days)",
                String::valueOf)));
  }

  private static List<InvestmentItem> investment(
      BusinessPlanBrief given, FreeText said, Currency currency, Assumed assumed) {
    if (!given.investment().isEmpty()) {
      return given.investment();
    }
    Sector sector = assumed.sector();
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

  private static Loan loan(
      BusinessPlanBrief given,
      FreeText said,
      BigDecimal total,
      Currency currency,
      Assumed assumed) {
    LocalFormat format = assumed.format();
    BigDecimal amount =
        given
            .loan()
            .map(Loan::amount)
            .or(said::loan)
            .orElseGet(
                () -> {
                  BigDecimal share = part(total, assumed.sector().loanShare());
                  assumed.ofSector("Préstamo", "Loan", format.wholeMoney(share));
                  return share;
                });
    BigDecimal rate =
        assumed.orPlanning(
            given.loan().flatMap(Loan::annualRate).or(said::loanRate),
            currency.loanRate(),
            "Tasa de interés del préstamo (nominal anual)",
            "Loan interest rate (nominal, yearly)",
            format::percent);
    int months =
        assumed.orPlanning(
            given.loan().flatMap(Loan::months).or(said::loanMonths),
            DEFAULT_LOAN_MONTHS,
            "Plazo del préstamo (meses)",
            "Loan term (months)",
            String::valueOf);
    int grace = Math.min(given.loan().flatMap(Loan::graceMonths).orElse(0), months - 1);
    return new Loan(amount, Optional.of(rate), Optional.of(months), Optional.of(grace));
  }

  private static List<Product> products(
      BusinessPlanBrief given, BigDecimal total, Currency currency, Assumed assumed) {
    if (!given.products().isEmpty()) {
      return given.products().stream().map(p -> growing(p, assumed)).toList();
    }
    Sector sector = assumed.sector();
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

  private static Product growing(Product product, Assumed assumed) {
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

  private static List<FixedCost> fixedCosts(
      BusinessPlanBrief given, BigDecimal monthlySales, Currency currency, Assumed assumed) {
    if (!given.fixedCosts().isEmpty()) {
      return given.fixedCosts();
    }
    return assumed.sector().fixedCosts().stream()
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

  private static List<StaffRole> staff(
      BusinessPlanBrief given, BigDecimal monthlySales, Currency currency, Assumed assumed) {
    if (!given.staff().isEmpty()) {
      return given.staff();
    }
    return assumed.sector().staff().stream()
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

  private static Taxes taxes(BusinessPlanBrief given, Optional<Country> country, Assumed assumed) {
    Optional<CountryRates> rates = country.map(Country::rates);
    return new Taxes(
        Optional.of(
            assumed.orRate(
                given.taxes().flatMap(Taxes::income),
                rates.flatMap(CountryRates::incomeTax),
                BigDecimal.valueOf(25),
                "Impuesto sobre la renta o sociedades",
                "Tax on profits")),
        Optional.of(
            assumed.orRate(
                given.taxes().flatMap(Taxes::sales),
                rates.flatMap(CountryRates::salesTax),
                BigDecimal.ZERO,
                "Impuesto sobre las ventas (se cobra aparte; los precios van sin él)",
                "Sales tax (charged on top; prices exclude it)")),
        Optional.of(
            assumed.orRate(
                given.taxes().flatMap(Taxes::payroll),
                rates.flatMap(CountryRates::payroll),
                BigDecimal.valueOf(25),
                "Cargas y prestaciones sobre la nómina",
                "Employer's charges on payroll")));
  }

  /** Three significant digits: an assumption must not look like a measurement. */
  private static BigDecimal plausible(BigDecimal assumed) {
    BigDecimal rounded = assumed.round(new MathContext(3, RoundingMode.HALF_UP));
    return rounded.setScale(Math.max(0, assumed.scale()), RoundingMode.UNNECESSARY);
  }

  private static BigDecimal part(BigDecimal whole, BigDecimal percent) {
    return part(whole, percent, 0);
  }

  private static BigDecimal part(BigDecimal whole, BigDecimal percent, int scale) {
    return whole.multiply(percent).divide(HUNDRED, scale, RoundingMode.HALF_UP);
  }

  private static String shown(
      List<BigDecimal> values, java.util.function.Function<BigDecimal, String> format) {
    return String.join(" · ", values.stream().map(format).toList());
  }
}
