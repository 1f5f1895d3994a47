package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What an HR policy is written from.
 *
 * @param subject "teletrabajo", "remote work", "vacaciones"
 * @param scope whom it binds
 * @param rules the company's own rules, one sentence each; they become numbered clauses verbatim
 * @param owner role that answers for the policy
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HrPolicyBrief(
    Optional<String> subject,
    Optional<String> purpose,
    Optional<String> scope,
    List<String> rules,
    List<String> employeeDuties,
    List<String> companyDuties,
    Optional<String> procedure,
    Optional<String> owner,
    Optional<LocalDate> effectiveDate,
    Optional<Integer> reviewMonths) {

  public HrPolicyBrief {
    subject = Require.optionalText("subject", subject, 120);
    purpose = Require.optionalText("purpose", purpose, 600);
    scope = Require.optionalText("scope", scope, 600);
    rules = Require.list("rules", rules);
    employeeDuties = Require.list("employee_duties", employeeDuties);
    companyDuties = Require.list("company_duties", companyDuties);
    procedure = Require.optionalText("procedure", procedure, 1000);
    owner = Require.optionalText("owner", owner, 120);
    effectiveDate = Require.given(effectiveDate);
    reviewMonths = Require.given(reviewMonths).map(m -> Require.between("review_months", m, 1, 60));
  }

  /** A policy of which nothing is known yet. */
  public static HrPolicyBrief empty() {
    return new HrPolicyBrief(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
