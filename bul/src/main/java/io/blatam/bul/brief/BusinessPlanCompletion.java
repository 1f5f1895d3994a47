package io.blatam.bul.brief;

import io.blatam.bul.brief.BusinessPlanBrief.InvestmentItem;
import io.blatam.bul.brief.BusinessPlanBrief.Loan;
import io.blatam.bul.brief.BusinessPlanBrief.Product;
import io.blatam.bul.brief.BusinessPlanBrief.Taxes;
import io.blatam.bul.finance.Total;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.CountryRates;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.LocalFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Fills in what a business plan's brief does not say: the business from its {@link SectorFigures},
 * loan, taxes and terms from planning values. Assumptions are listed in the order of the questions.
 */
final class BusinessPlanCompletion {
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

    SectorFigures usual = new SectorFigures(given, currency, assumed);
    List<InvestmentItem> investment = usual.investment(said);
    BigDecimal total = Total.of(investment, InvestmentItem::amount);
    List<Product> products = usual.products(total);
    BigDecimal monthlySales = Total.of(products, p -> p.price().multiply(p.monthlyUnits()));
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
    List<BigDecimal> seasonality = usual.seasonality();
    List<BigDecimal> rampUp = usual.rampUp();
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
        usual.fixedCosts(monthlySales),
        usual.staff(monthlySales),
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
                  BigDecimal share = SectorFigures.part(total, assumed.sector().loanShare());
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
}
