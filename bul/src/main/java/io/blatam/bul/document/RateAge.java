package io.blatam.bul.document;

import io.blatam.bul.locale.Language;
import java.util.ArrayList;
import java.util.List;

/** That what a document assumes of taxes and contributions is of its own year. Pure. */
final class RateAge {

  /** The chapter that lists what was assumed. */
  private static final String SECTION = "assumptions";

  private RateAge() {}

  static List<Finding> check(DocumentPlan plan) {
    int year = plan.brief().date().getYear();
    List<Finding> findings = new ArrayList<>();
    plan.brief()
        .assumptions()
        .forEach(
            assumption ->
                assumption
                    .year()
                    .filter(of -> of < year)
                    .ifPresent(
                        of -> findings.add(older(plan, SECTION, assumption.topic(), of, year))));
    plan.figures()
        .rules()
        .forEach(
            (name, of) -> {
              if (of < year) {
                findings.add(older(plan, "", name, of, year));
              }
            });
    return findings;
  }

  private static Finding older(DocumentPlan plan, String section, String topic, int of, int year) {
    Language language = plan.brief().language();
    return new Finding(
        "outdated-rate",
        section,
        language
            .choose(
                "«%s» es de %d y el documento de %d: compruebe el tipo vigente",
                "“%s” is of %d and the document of %d: check the rate in force")
            .formatted(topic, of, year));
  }
}
