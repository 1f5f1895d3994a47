package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A loan month by month: interest on what is owed, and principal as its {@link Repayment} says once
 * the months of grace are over. Interest and instalment are rounded half up to {@code scale}; the
 * last instalment takes the rounding difference, so that the principal repaid is exactly the loan.
 *
 * @param instalment the first instalment after grace: the constant one of the French method (the
 *     last may differ by rounding), the highest of the German one, the interest of a bullet loan
 */
public record LoanSchedule(
    LoanTerms terms, Repayment repayment, BigDecimal instalment, List<Instalment> instalments) {

  public LoanSchedule {
    instalments = List.copyOf(instalments);
  }

  /** The French schedule with amounts of {@code scale} decimals. */
  public static LoanSchedule of(LoanTerms terms, int scale) {
    return of(terms, Repayment.FRENCH, scale);
  }

  /** The schedule with amounts of {@code scale} decimals. */
  public static LoanSchedule of(LoanTerms terms, Repayment repayment, int scale) {
    int paying = terms.months() - terms.graceMonths();
    BigDecimal constant = constantInstalment(terms, paying).setScale(scale, RoundingMode.HALF_UP);
    BigDecimal balance = terms.principal().setScale(scale, RoundingMode.HALF_UP);
    BigDecimal part = balance.divide(BigDecimal.valueOf(paying), scale, RoundingMode.HALF_UP);
    List<Instalment> instalments = new ArrayList<>();
    for (int month = 1; month <= terms.months(); month++) {
      BigDecimal interest =
          balance.multiply(terms.monthlyRate()).setScale(scale, RoundingMode.HALF_UP);
      BigDecimal due =
          switch (repayment) {
            case FRENCH -> constant.subtract(interest);
            case GERMAN -> part;
            case BULLET -> BigDecimal.ZERO.setScale(scale);
          };
      BigDecimal principal =
          month <= terms.graceMonths()
              ? BigDecimal.ZERO.setScale(scale)
              : month == terms.months() ? balance : due.min(balance);
      balance = balance.subtract(principal);
      instalments.add(new Instalment(month, interest.add(principal), interest, principal, balance));
    }
    BigDecimal first =
        repayment == Repayment.FRENCH ? constant : instalments.get(terms.graceMonths()).payment();
    return new LoanSchedule(terms, repayment, first, instalments);
  }

  /** P·i / (1 − (1+i)^−n), or P / n without interest. */
  private static BigDecimal constantInstalment(LoanTerms terms, int n) {
    BigDecimal rate = terms.monthlyRate();
    if (rate.signum() == 0) {
      return terms.principal().divide(BigDecimal.valueOf(n), MathContext.DECIMAL64);
    }
    BigDecimal growth = BigDecimal.ONE.add(rate).pow(n, MathContext.DECIMAL64);
    BigDecimal factor =
        rate.multiply(growth).divide(growth.subtract(BigDecimal.ONE), MathContext.DECIMAL64);
    return terms.principal().multiply(factor, MathContext.DECIMAL64);
  }

  /** What is paid in one year, 1 being the first; zeros after the last instalment. */
  public YearOfLoan year(int year) {
    List<Instalment> paid =
        instalments.stream().filter(i -> (i.month() - 1) / 12 + 1 == year).toList();
    BigDecimal before =
        instalments.stream()
            .filter(i -> i.month() <= year * 12)
            .reduce((a, b) -> b)
            .map(Instalment::balance)
            .orElse(terms.principal());
    return new YearOfLoan(
        year,
        Total.of(paid, Instalment::payment),
        Total.of(paid, Instalment::interest),
        Total.of(paid, Instalment::principal),
        before);
  }

  /** Every year of the loan. */
  public List<YearOfLoan> years() {
    return java.util.stream.IntStream.rangeClosed(1, (terms.months() + 11) / 12)
        .mapToObj(this::year)
        .toList();
  }

  /** Interest over the loan's whole life. */
  public BigDecimal totalInterest() {
    return Total.of(instalments, Instalment::interest);
  }

  /** Interest and principal over the loan's whole life. */
  public BigDecimal totalPaid() {
    return Total.of(instalments, Instalment::payment);
  }

  /** One month; {@code balance} is what is still owed after it. */
  public record Instalment(
      int month,
      BigDecimal payment,
      BigDecimal interest,
      BigDecimal principal,
      BigDecimal balance) {}

  /** Twelve months together; {@code balance} is what is still owed after them. */
  public record YearOfLoan(
      int year,
      BigDecimal payment,
      BigDecimal interest,
      BigDecimal principal,
      BigDecimal balance) {}
}
