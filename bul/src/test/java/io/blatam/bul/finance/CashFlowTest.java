package io.blatam.bul.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.finance.CashLine.Kind;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CashFlowTest {

  private static final YearMonth JANUARY = YearMonth.of(2027, 1);

  /**
   * Spain, paid at once: 1,000 sold and 500 bought a month, so 105 of tax a month. The first
   * quarter's 315 are paid in April: 4 × (1210 − 605) − 315 = 2105, and April's 105 are owed.
   */
  @Test
  void of_spain_settlesTheQuarterInTheNextMonth() {
    CashFlow flow =
        CashFlow.of(
            opening("0"),
            List.of(line(Kind.SALES, "1000", 4, 0), line(Kind.PURCHASES, "500", 4, 0)),
            regime("ES"),
            4,
            2);

    assertThat(flow.months())
        .extracting(CashFlow.Month::taxPaid)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("315"));
    assertThat(flow.closingCash()).isEqualByComparingTo("2105");
    assertThat(flow.taxOwed()).isEqualByComparingTo("105");
  }

  /**
   * Spain with 60 days of credit to customers: the tax of the first quarter is paid in April
   * although only the bills of January and February, 2,420, were collected.
   */
  @Test
  void of_spain_taxIsPaidBeforeCustomersPay() {
    CashFlow flow =
        CashFlow.of(opening("0"), List.of(line(Kind.SALES, "1000", 4, 60)), regime("ES"), 4, 2);

    assertThat(flow.closingCash()).isEqualByComparingTo("1790");
    assertThat(flow.receivables()).isEqualByComparingTo("2420");
  }

  /** Mexico counts tax with the money: of three months sold on 30 days, two are collected. */
  @Test
  void of_mexico_taxFollowsTheMoney() {
    CashFlow flow =
        CashFlow.of(
            opening("0"), List.of(taxed(Kind.SALES, "1000", 3, 30, "0.16")), regime("MX"), 3, 2);

    assertThat(flow.totalOutputTax()).isEqualByComparingTo("320");
    assertThat(flow.months())
        .extracting(CashFlow.Month::taxPaid)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("160"));
  }

  /** Colombia settles two months at once: January and February in March. */
  @Test
  void of_colombia_everyTwoMonths() {
    CashFlow flow =
        CashFlow.of(
            opening("0"), List.of(taxed(Kind.SALES, "1000", 4, 0, "0.19")), regime("CO"), 4, 0);

    assertThat(flow.months().get(2).taxPaid()).isEqualByComparingTo("380");
    assertThat(flow.months().get(3).taxPaid()).isZero();
  }

  /** An investment's tax is set off against the next periods: 2,100 against 210 a month. */
  @Test
  void of_creditIsCarriedForward() {
    CashFlow flow =
        CashFlow.of(
            opening("20000"),
            List.of(
                line(Kind.SALES, "1000", 14, 0),
                new CashLine("oven", Kind.INVESTMENT, List.of(amount("10000")), amount("0.21"), 0)),
            regime("AR"),
            14,
            2);

    assertThat(flow.totalTaxPaid()).isEqualByComparingTo("630");
    assertThat(flow.months().subList(0, 11))
        .allSatisfy(month -> assertThat(month.taxPaid()).isZero());
  }

  /** In the United States tax on purchases is a cost: it leaves the till and is never deducted. */
  @Test
  void of_unitedStates_nothingIsDeducted() {
    CashFlow flow =
        CashFlow.of(
            opening("0"), List.of(taxed(Kind.PURCHASES, "1000", 2, 0, "0.08")), regime("US"), 2, 2);

    assertThat(flow.closingCash()).isEqualByComparingTo("-2160");
    assertThat(flow.totalInputTax()).isZero();
  }

  @Test
  void of_openingBalancesMoveInTheFirstMonth() {
    CashFlow flow =
        CashFlow.of(
            new CashFlow.Opening(JANUARY, amount("100"), amount("50"), amount("30"), amount("0")),
            List.of(),
            regime("ES"),
            2,
            2);

    assertThat(flow.months().get(0).closingCash()).isEqualByComparingTo("120");
    assertThat(flow.lowestMonth().month()).isEqualTo(JANUARY);
  }

  @Property(tries = 200)
  void taxPaidAndOwedIsTaxDue_andCashAddsUp(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 9_999_999) Integer> sales,
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 9_999_999) Integer> costs,
      @ForAll @IntRange(min = 0, max = 120) int collection,
      @ForAll @IntRange(min = 0, max = 120) int payment,
      @ForAll @IntRange(min = 0, max = 4) int country,
      @ForAll @IntRange(min = 1, max = 36) int months) {
    VatRegime regime = VatRegime.all().get(country);
    List<CashLine> lines =
        List.of(
            new CashLine("sold", Kind.SALES, cents(sales), amount("0.21"), collection),
            new CashLine("bought", Kind.PURCHASES, cents(costs), amount("0.10"), payment));

    CashFlow flow = CashFlow.of(opening("500"), lines, regime, months, 2);

    assertThat(flow.totalTaxPaid().add(flow.taxOwed()))
        .isEqualByComparingTo(flow.totalOutputTax().subtract(flow.totalInputTax()));
    BigDecimal moved =
        flow.months().stream()
            .map(month -> month.inflows().subtract(month.outflows()))
            .reduce(amount("500"), BigDecimal::add);
    assertThat(flow.closingCash()).isEqualByComparingTo(moved);
    for (int i = 1; i < months; i++) {
      assertThat(flow.months().get(i).openingCash())
          .isEqualByComparingTo(flow.months().get(i - 1).closingCash());
    }
    BigDecimal billed =
        lines.get(0).amounts().stream()
            .limit(months)
            .map(net -> net.add(net.multiply(amount("0.21")).setScale(2, ROUNDED)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal collected =
        flow.months().stream()
            .map(CashFlow.Month::collected)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(collected.add(flow.receivables())).isEqualByComparingTo(billed);
  }

  private static final java.math.RoundingMode ROUNDED = java.math.RoundingMode.HALF_UP;

  private static List<BigDecimal> cents(List<Integer> amounts) {
    return amounts.stream().map(each -> BigDecimal.valueOf(each).movePointLeft(2)).toList();
  }

  private static CashFlow.Opening opening(String cash) {
    return new CashFlow.Opening(
        JANUARY, amount(cash), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  private static CashLine line(Kind kind, String monthly, int months, int days) {
    return taxed(kind, monthly, months, days, "0.21");
  }

  private static CashLine taxed(Kind kind, String monthly, int months, int days, String rate) {
    return new CashLine(
        kind.name(), kind, Collections.nCopies(months, amount(monthly)), amount(rate), days);
  }

  private static VatRegime regime(String country) {
    return VatRegime.of(country).orElseThrow();
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
