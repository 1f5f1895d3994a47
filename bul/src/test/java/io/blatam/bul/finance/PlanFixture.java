package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;

/** A plan small enough to be worked by hand. */
final class PlanFixture {
  private PlanFixture() {}

  /**
   * Ten units a month at 100, costing 40; fixed costs 200; salaries 100 plus half in charges; an
   * asset of 1200 over five years; stock 100; 50 before opening; 350 in the bank; a loan of 1200
   * without interest over a year, so owners put in 500; tax 30 %.
   */
  static PlanInputs plain() {
    return with(0, 0, "0", BigDecimal.ZERO);
  }

  static PlanInputs with(int collectionDays, int paymentDays, String inflation, BigDecimal rate) {
    return new PlanInputs(
        0,
        YearMonth.of(2027, 3),
        List.of(new PlanInputs.Asset("machine", new BigDecimal("1200"), 5)),
        new BigDecimal("100"),
        BigDecimal.ZERO,
        new BigDecimal("50"),
        new BigDecimal("350"),
        new LoanTerms(new BigDecimal("1200"), rate, 12, 0),
        List.of(
            new PlanInputs.ProductLine(
                "coffee",
                new BigDecimal("100"),
                new BigDecimal("40"),
                BigDecimal.TEN,
                BigDecimal.ZERO)),
        new BigDecimal("200"),
        new BigDecimal("100"),
        new BigDecimal("0.5"),
        new BigDecimal("0.3"),
        new BigDecimal(inflation),
        new BigDecimal("0.1"),
        Collections.nCopies(12, BigDecimal.ONE),
        List.of(),
        collectionDays,
        paymentDays);
  }
}
