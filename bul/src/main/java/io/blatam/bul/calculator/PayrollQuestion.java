package io.blatam.bul.calculator;

import io.blatam.bul.finance.PayrollEstimate;
import io.blatam.bul.finance.PayrollRules;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** {@code payroll}. */
record PayrollQuestion(
    @Says(es = "País: ES, MX, CO, AR o US", en = "Country: ES, MX, CO, AR or US") String country,
    @Says(
            es = "Fecha de las reglas; sin ella, las más recientes",
            en = "Date of the rules; the newest without it")
        Optional<LocalDate> date,
    @Says(es = "Empleados", en = "Employees") List<Employee> employees)
    implements Question {

  PayrollQuestion {
    country = Country.find(country).map(Country::code).orElse(country);
    if (!PayrollRules.countries().contains(country)) {
      throw new IllegalArgumentException(
          "country: use one of " + String.join(", ", PayrollRules.countries()));
    }
    employees = Bounds.list("employees", employees, 200);
  }

  record Employee(
      @Says(es = "Puesto", en = "Role") String role,
      @Says(
              es =
                  "Salario bruto mensual, en la moneda del país; en España, cada una de las 14 pagas",
              en =
                  "Gross monthly salary in the country's currency; in Spain each of the 14 payments")
          BigDecimal monthlySalary,
      @Says(es = "Personas en ese puesto", en = "People in that role") Optional<Integer> count) {

    Employee {
      role = Bounds.name("role", role);
      Bounds.positive("monthly_salary", monthlySalary);
      count.ifPresent(c -> Bounds.within("count", c, 1, 100_000));
    }
  }

  /** A role: what one person costs, and all of them. */
  record Role(
      String role,
      int count,
      BigDecimal salary,
      BigDecimal benefits,
      BigDecimal contributions,
      BigDecimal costEach,
      BigDecimal monthlyCostEach,
      BigDecimal chargedPercent,
      BigDecimal cost,
      List<PayrollEstimate.Line> lines) {}

  /** Amounts are a year's unless named monthly. */
  record Result(
      String country,
      String currency,
      LocalDate validFrom,
      boolean estimate,
      BigDecimal cost,
      List<Role> roles) {}

  @Override
  public Outcome answer() {
    PayrollRules rules = PayrollRules.of(country, date.orElse(LocalDate.MAX)).orElseThrow();
    int decimals = Currency.of(rules.currency()).decimals();
    List<Role> roles = employees.stream().map(e -> role(rules, e, decimals)).toList();
    return new Outcome(
        new Result(
            country,
            rules.currency(),
            rules.validFrom(),
            true,
            roles.stream().map(Role::cost).reduce(BigDecimal.ZERO, BigDecimal::add),
            roles),
        List.of(
            new Bilingual(
                "Estimación para planificar, no una nómina. Supuestos: "
                    + rules.assumes().es()
                    + ". Reglas vigentes desde "
                    + rules.validFrom()
                    + "; confírmelas con su asesoría laboral.",
                "An estimate for planning, not a payslip. It assumes: "
                    + rules.assumes().en()
                    + ". Rules in force from "
                    + rules.validFrom()
                    + "; have them confirmed by a payroll adviser.")));
  }

  private static Role role(PayrollRules rules, Employee employee, int decimals) {
    PayrollEstimate one = PayrollEstimate.of(rules, employee.monthlySalary, decimals);
    int count = employee.count.orElse(1);
    return new Role(
        employee.role,
        count,
        one.salary(),
        one.benefits(),
        one.contributions(),
        one.cost(),
        one.monthlyCost(),
        Bounds.percentage(one.charged()),
        one.cost().multiply(BigDecimal.valueOf(count)),
        one.lines());
  }
}
