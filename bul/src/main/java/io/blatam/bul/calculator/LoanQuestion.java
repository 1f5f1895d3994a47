package io.blatam.bul.calculator;

import io.blatam.bul.finance.LoanSchedule;
import io.blatam.bul.finance.LoanTerms;
import io.blatam.bul.finance.Repayment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** {@code loan}. */
record LoanQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(es = "Capital prestado", en = "Amount borrowed") BigDecimal principal,
    @Says(es = "Tasa nominal anual, %", en = "Nominal yearly rate, %") BigDecimal annualRate,
    @Says(es = "Plazo en meses, carencia incluida", en = "Term in months, grace included")
        int months,
    @Says(
            es = "Meses de carencia, en los que solo se pagan intereses",
            en = "Months of grace, in which only interest is paid")
        Optional<Integer> graceMonths,
    @Says(
            es =
                "Sistema: french (cuota constante), german (capital constante) o bullet (capital al vencimiento)",
            en =
                "Method: french (constant instalment), german (constant principal) or bullet (principal at the end)")
        Optional<Repayment> repayment)
    implements Question {

  LoanQuestion {
    currency = Bounds.currency(currency);
    Bounds.positive("principal", principal);
    Bounds.percent("annual_rate", annualRate, 0, 1000);
    Bounds.within("months", months, 1, 600);
    if (graceMonths.isPresent()) {
      Bounds.within("grace_months", graceMonths.get(), 0, months - 1);
    }
  }

  record Result(
      Repayment repayment,
      BigDecimal instalment,
      BigDecimal effectiveAnnualRate,
      BigDecimal totalInterest,
      BigDecimal totalPaid,
      List<LoanSchedule.YearOfLoan> years,
      List<LoanSchedule.Instalment> instalments) {}

  @Override
  public Outcome answer() {
    LoanTerms terms =
        new LoanTerms(principal, Bounds.ratio(annualRate), months, graceMonths.orElse(0));
    LoanSchedule schedule =
        LoanSchedule.of(terms, repayment.orElse(Repayment.FRENCH), Bounds.decimals(currency));
    return Outcome.of(
        new Result(
            schedule.repayment(),
            schedule.instalment(),
            Bounds.percentage(terms.effectiveAnnualRate()),
            schedule.totalInterest(),
            schedule.totalPaid(),
            schedule.years(),
            schedule.instalments()));
  }
}
