package io.blatam.bul.finance;

import io.blatam.bul.finance.CashLine.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A forecast of cash, month by month (direct method, IAS 7 paragraph 18). Bills move with their
 * sales tax on their days of credit; the tax counts with the bill or its money as the country's
 * {@link VatRegime} says, and is settled when the return is due. Every line of every month is
 * rounded half up to the scale.
 *
 * @param taxOwed sales tax owed at the end of the horizon, not yet due; negative in one's favour
 * @param receivables what customers still owe at the end, tax included
 * @param payables what is still owed to suppliers at the end, tax included
 */
public record CashFlow(
    VatRegime regime,
    List<Month> months,
    BigDecimal taxOwed,
    BigDecimal receivables,
    BigDecimal payables) {

  public CashFlow {
    months = List.copyOf(months);
  }

  /**
   * Where a forecast starts.
   *
   * @param receivables collected in the first month, tax included
   * @param payables paid in the first month, tax included
   * @param taxCredit sales tax in one's favour carried from before
   */
  public record Opening(
      YearMonth start,
      BigDecimal cash,
      BigDecimal receivables,
      BigDecimal payables,
      BigDecimal taxCredit) {}

  /**
   * One month. Amounts of money moved, tax included; payments are positive.
   *
   * @param outputTax sales tax that counts this month on what is sold
   * @param inputTax the same on what is bought, where it is deducted
   * @param taxPaid what is settled with the authority this month
   */
  public record Month(
      YearMonth month,
      BigDecimal openingCash,
      BigDecimal collected,
      BigDecimal financing,
      BigDecimal purchases,
      BigDecimal payroll,
      BigDecimal expenses,
      BigDecimal investment,
      BigDecimal debtService,
      BigDecimal taxes,
      BigDecimal outputTax,
      BigDecimal inputTax,
      BigDecimal taxPaid,
      BigDecimal closingCash) {

    public BigDecimal inflows() {
      return collected.add(financing);
    }

    public BigDecimal outflows() {
      return purchases
          .add(payroll)
          .add(expenses)
          .add(investment)
          .add(debtService)
          .add(taxes)
          .add(taxPaid);
    }

    public BigDecimal net() {
      return closingCash.subtract(openingCash);
    }

    private Month closingWith(BigDecimal cash) {
      return new Month(
          month,
          openingCash,
          collected,
          financing,
          purchases,
          payroll,
          expenses,
          investment,
          debtService,
          taxes,
          outputTax,
          inputTax,
          taxPaid,
          cash);
    }
  }

  /** Forecasts {@code months} months with amounts of {@code scale} decimals. */
  public static CashFlow of(
      Opening opening, List<CashLine> lines, VatRegime regime, int months, int scale) {
    List<Account> accounts = lines.stream().map(line -> new Account(line, regime, scale)).toList();
    VatLedger ledger = new VatLedger(regime, opening.taxCredit);
    BigDecimal cash = opening.cash;
    List<Month> results = new ArrayList<>();
    for (int m = 0; m < months; m++) {
      Map<Kind, BigDecimal> moved = new EnumMap<>(Kind.class);
      BigDecimal output = BigDecimal.ZERO;
      BigDecimal input = BigDecimal.ZERO;
      for (Account account : accounts) {
        account.book(m);
        moved.merge(account.line.kind(), account.moved, BigDecimal::add);
        if (account.line.kind().inflow()) {
          output = output.add(account.counted);
        } else if (regime.deductible()) {
          input = input.add(account.counted);
        }
      }
      BigDecimal before = m == 0 ? opening.receivables : BigDecimal.ZERO;
      BigDecimal owing = m == 0 ? opening.payables : BigDecimal.ZERO;
      YearMonth month = opening.start.plusMonths(m);
      BigDecimal settled = ledger.month(month, output, input);
      Month result =
          new Month(
              month,
              cash,
              of(moved, Kind.SALES).add(before),
              of(moved, Kind.FINANCING),
              of(moved, Kind.PURCHASES).add(owing),
              of(moved, Kind.PAYROLL),
              of(moved, Kind.EXPENSES),
              of(moved, Kind.INVESTMENT),
              of(moved, Kind.DEBT_SERVICE),
              of(moved, Kind.TAXES),
              output,
              input,
              settled,
              BigDecimal.ZERO);
      cash = cash.add(result.inflows()).subtract(result.outflows());
      results.add(result.closingWith(cash));
    }
    return new CashFlow(
        regime,
        results,
        ledger.owed(),
        Total.of(accounts.stream().filter(a -> a.line.kind().inflow()).toList(), Account::open),
        Total.of(accounts.stream().filter(a -> !a.line.kind().inflow()).toList(), Account::open));
  }

  private static BigDecimal of(Map<Kind, BigDecimal> moved, Kind kind) {
    return moved.getOrDefault(kind, BigDecimal.ZERO);
  }

  /** The month in which cash is lowest; the first of them. */
  public Month lowestMonth() {
    return months.stream().min(Comparator.comparing(Month::closingCash)).orElseThrow();
  }

  /** Cash at the end of the horizon. */
  public BigDecimal closingCash() {
    return months.get(months.size() - 1).closingCash();
  }

  public BigDecimal totalOutputTax() {
    return Total.of(months, Month::outputTax);
  }

  public BigDecimal totalInputTax() {
    return Total.of(months, Month::inputTax);
  }

  public BigDecimal totalTaxPaid() {
    return Total.of(months, Month::taxPaid);
  }

  /** One line's bills and what is open of them; lives only inside {@link #of}. */
  private static final class Account {
    private final CashLine line;
    private final boolean onCash;
    private final int scale;
    private final List<BigDecimal> nets = new ArrayList<>();
    private final List<BigDecimal> taxes = new ArrayList<>();
    private BigDecimal openNet = BigDecimal.ZERO;
    private BigDecimal openTax = BigDecimal.ZERO;
    private BigDecimal moved = BigDecimal.ZERO;
    private BigDecimal counted = BigDecimal.ZERO;

    Account(CashLine line, VatRegime regime, int scale) {
      this.line = line;
      this.onCash = regime.basis() == VatRegime.Basis.CASH;
      this.scale = scale;
    }

    void book(int month) {
      BigDecimal net = line.amount(month).setScale(scale, RoundingMode.HALF_UP);
      BigDecimal tax = net.multiply(line.taxRate()).setScale(scale, RoundingMode.HALF_UP);
      nets.add(net);
      taxes.add(tax);
      BigDecimal nowNet = PaymentTerms.outstanding(nets, line.days(), scale);
      BigDecimal nowTax = PaymentTerms.outstanding(taxes, line.days(), scale);
      BigDecimal taxMoved = tax.add(openTax).subtract(nowTax);
      moved = net.add(openNet).subtract(nowNet).add(taxMoved);
      counted = onCash ? taxMoved : tax;
      openNet = nowNet;
      openTax = nowTax;
    }

    BigDecimal open() {
      return openNet.add(openTax);
    }
  }
}
