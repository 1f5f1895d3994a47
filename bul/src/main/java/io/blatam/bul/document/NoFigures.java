package io.blatam.bul.document;

import io.blatam.bul.brief.HrPolicyBrief;
import io.blatam.bul.brief.MeetingReportBrief;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Language;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a document that computes no money: only counts and dates derived from its brief.
 */
record NoFigures(Map<String, Object> variables) implements FigureModel {

  /** Clause numbers go on after the two general duties where the company gives none. */
  private static final int GENERAL_DUTIES = 2;

  /** No figure and no count. */
  static NoFigures none() {
    return new NoFigures(Map.of());
  }

  static NoFigures of(HrPolicyBrief policy, Language language) {
    Optional<ModelClauses> model = ModelClauses.of(policy);
    List<String> duties =
        own(policy.employeeDuties(), model.map(ModelClauses::employeeDuties), language);
    return new NoFigures(
        Map.of(
            "policyRules",
            own(policy.rules(), model.map(ModelClauses::rules), language),
            "rulesAreModel",
            policy.rules().isEmpty(),
            "employeeDuties",
            duties,
            "companyDuties",
            own(policy.companyDuties(), model.map(ModelClauses::companyDuties), language),
            "policyDuties",
            duties.isEmpty() ? GENERAL_DUTIES : duties.size(),
            "policyReview",
            policy.effectiveDate().orElseThrow().plusMonths(policy.reviewMonths().orElseThrow())));
  }

  /** The company's own clauses, or those of the model. */
  private static List<String> own(
      List<String> stated, Optional<List<Bilingual>> model, Language language) {
    return stated.isEmpty()
        ? model.map(clauses -> ModelClauses.in(language, clauses)).orElse(List.of())
        : stated;
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
