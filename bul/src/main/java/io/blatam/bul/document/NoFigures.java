package io.blatam.bul.document;

import io.blatam.bul.brief.HrPolicyBrief;
import io.blatam.bul.brief.MeetingReportBrief;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The figures of a document that computes no money: only counts and dates derived from its brief.
 */
record NoFigures(Map<String, Object> variables) implements FigureModel {

  /** Clause numbers go on after the two general duties where the company gives none. */
  private static final int GENERAL_DUTIES = 2;

  static NoFigures of(HrPolicyBrief policy) {
    int duties =
        policy.employeeDuties().isEmpty() ? GENERAL_DUTIES : policy.employeeDuties().size();
    return new NoFigures(
        Map.of(
            "policyDuties",
            duties,
            "policyReview",
            policy.effectiveDate().orElseThrow().plusMonths(policy.reviewMonths().orElseThrow())));
  }

  static NoFigures of(MeetingReportBrief report) {
    return new NoFigures(
        Map.of("undated", report.actions().stream().filter(a -> a.due().isEmpty()).count()));
  }

  @Override
  public List<BigDecimal> figures() {
    return List.of();
  }

  @Override
  public List<String> contradictions() {
    return List.of();
  }
}
