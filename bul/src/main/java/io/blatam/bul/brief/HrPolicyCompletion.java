package io.blatam.bul.brief;

import java.time.LocalDate;
import java.util.Optional;

/** Fills a policy's dates and owner; its rules are the company's own or the model clauses'. */
final class HrPolicyCompletion {
  private static final int REVIEW_MONTHS = 12;

  private HrPolicyCompletion() {}

  static HrPolicyBrief complete(Brief asked, FreeText said, LocalDate today, Assumed assumed) {
    HrPolicyBrief given = asked.hrPolicy().orElse(HrPolicyBrief.empty());
    return new HrPolicyBrief(
        given.subject().or(said::subject),
        given.purpose(),
        given.scope(),
        given.rules(),
        given.employeeDuties(),
        given.companyDuties(),
        given.procedure(),
        Optional.of(
            assumed.orPlanning(
                given.owner(),
                assumed
                    .language()
                    .choose("Dirección de recursos humanos", "head of human resources"),
                "Responsable de la política",
                "Owner of the policy",
                owner -> owner)),
        Optional.of(
            assumed.orPlanning(
                given.effectiveDate(),
                today.withDayOfMonth(1).plusMonths(1),
                "Entrada en vigor",
                "Effective date",
                assumed.format()::date)),
        Optional.of(
            assumed.orPlanning(
                given.reviewMonths(),
                REVIEW_MONTHS,
                "Revisión periódica (meses)",
                "Periodic review (months)",
                String::valueOf)));
  }
}
