package io.blatam.bul.document;

import io.blatam.bul.brief.Company;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;

/** How a document and its company are called on the cover. */
final class Titles {
  private Titles() {}

  static String title(CompleteBrief brief) {
    return brief
        .brief()
        .title()
        .orElseGet(
            () ->
                switch (brief.type()) {
                  case HR_POLICY ->
                      brief
                          .brief()
                          .hrPolicy()
                          .orElseThrow()
                          .subject()
                          .map(
                              subject ->
                                  brief.language() == Language.ES
                                      ? "Política de " + subject
                                      : capitalised(subject) + " policy")
                          .orElse(brief.type().label(brief.language()));
                  default -> brief.type().label(brief.language());
                });
  }

  static String subtitle(CompleteBrief brief) {
    Language language = brief.language();
    return switch (brief.type()) {
      case SALES_PROPOSAL ->
          brief
              .brief()
              .salesProposal()
              .orElseThrow()
              .client()
              .map(client -> language.choose("Presentada a ", "Prepared for ") + client)
              .orElseGet(() -> businessOf(brief));
      case MEETING_REPORT ->
          brief
              .brief()
              .meetingReport()
              .orElseThrow()
              .subject()
              .or(() -> brief.company().name())
              .orElseGet(() -> brief.format().date(brief.date()));
      case HR_POLICY ->
          brief.company().name().isPresent() || brief.company().city().isEmpty()
              ? businessOf(brief)
              : brief.company().city().get();
      default -> businessOf(brief);
    };
  }

  /** The company and its city; where it has no name yet, the kind of business. */
  private static String businessOf(CompleteBrief brief) {
    String company =
        brief
            .company()
            .name()
            .orElseGet(() -> capitalised(brief.sector().names().in(brief.language())));
    return brief.company().city().map(city -> withCity(company, city)).orElse(company);
  }

  /** "Cafetería Aroma" with form "SAS" becomes "Cafetería Aroma SAS". */
  static String legalName(Company company) {
    String name = company.name().orElse("");
    return company
        .legalForm()
        .filter(form -> !PlainLetters.fold(name).endsWith(" " + PlainLetters.fold(form)))
        .map(form -> name + " " + form)
        .orElse(name);
  }

  private static String withCity(String company, String city) {
    return PlainLetters.fold(company).contains(PlainLetters.fold(city))
        ? company
        : company + ", " + city;
  }

  private static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
