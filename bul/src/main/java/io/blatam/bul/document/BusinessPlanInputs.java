package io.blatam.bul.document;

import io.blatam.bul.brief.BusinessPlanBrief;
import io.blatam.bul.brief.BusinessPlanBrief.InvestmentKind;
import io.blatam.bul.finance.LoanTerms;
import io.blatam.bul.finance.PlanInputs;
import java.math.BigDecimal;
import java.time.YearMonth;

/** A completed brief as the calculators take it: whole units of money, percent as ratios. */
final class BusinessPlanInputs {
  private BusinessPlanInputs() {}

  static PlanInputs of(BusinessPlanBrief brief) {
    BusinessPlanBrief.Loan loan = brief.loan().orElseThrow();
    BusinessPlanBrief.Taxes taxes = brief.taxes().orElseThrow();
    return new PlanInputs(
        0,
        YearMonth.from(brief.startDate().orElseThrow()),
        brief.investment().stream()
            .filter(item -> item.kind() == InvestmentKind.FIXED_ASSET)
            .map(
                item ->
                    new PlanInputs.Asset(
                        item.name(),
                        PlanBudget.whole(item.amount()),
                        item.usefulLifeYears().orElseThrow()))
            .toList(),
        total(brief, InvestmentKind.INVENTORY),
        total(brief, InvestmentKind.DEPOSIT),
        total(brief, InvestmentKind.PRE_OPERATING),
        total(brief, InvestmentKind.WORKING_CAPITAL),
        new LoanTerms(
            PlanBudget.whole(loan.amount()),
            ratio(loan.annualRate().orElseThrow()),
            loan.months().orElseThrow(),
            loan.graceMonths().orElseThrow()),
        brief.products().stream()
            .map(
                p ->
                    new PlanInputs.ProductLine(
                        p.name(),
                        p.price(),
                        p.unitCost(),
                        p.monthlyUnits(),
                        ratio(p.growth().orElseThrow())))
            .toList(),
        PlanBudget.sum(brief.fixedCosts().stream().map(BusinessPlanBrief.FixedCost::monthly)),
        PlanBudget.sum(
            brief.staff().stream().map(s -> s.salary().multiply(BigDecimal.valueOf(s.count())))),
        ratio(taxes.payroll().orElseThrow()),
        ratio(taxes.income().orElseThrow()),
        ratio(brief.inflation().orElseThrow()),
        ratio(brief.discountRate().orElseThrow()),
        brief.seasonality(),
        brief.rampUp().stream().map(BusinessPlanInputs::ratio).toList(),
        brief.collectionDays().orElseThrow(),
        brief.paymentDays().orElseThrow());
  }

  private static BigDecimal total(BusinessPlanBrief brief, InvestmentKind kind) {
    return PlanBudget.sum(
        brief.investment().stream()
            .filter(item -> item.kind() == kind)
            .map(item -> PlanBudget.whole(item.amount())));
  }

  private static BigDecimal ratio(BigDecimal percent) {
    return percent.movePointLeft(2);
  }
}
