package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.type.Field;
import io.blatam.platform.Capital;
import java.util.Map;
import java.util.Optional;

/** How a document and its company are called on the cover, and what tells it from others. Pure. */
public final class Titles {
  private Titles() {}

  static String title(CompleteBrief brief) {
    return brief
        .brief()
        .title()
        .or(() -> declared(brief, brief.type().definition().title(brief.country())))
        .orElseGet(
            () ->
                switch (brief.type().id()) {
                  case "hr-policy" ->
                      brief
                          .brief()
                          .hrPolicy()
                          .orElseThrow()
                          .subject()
                          .map(
                              subject ->
                                  brief.language() == Language.ES
                                      ? "Política de " + subject
                                      : Capital.first(subject) + " policy")
                          .orElse(brief.type().label(brief.language()));
                  default -> brief.typeLabel();
                });
  }

  /**
   * Whom a document is for or what it is about: what tells it from the company's others of the same
   * type. Empty where that is the company alone.
   */
  public static Optional<String> about(CompleteBrief brief) {
    return declared(brief, brief.type().definition().subtitle())
        .or(
            () ->
                switch (brief.type().id()) {
                  case "sales-proposal" ->
                      brief
                          .brief()
                          .salesProposal()
                          .orElseThrow()
                          .client()
                          .map(
                              client ->
                                  brief.language().choose("Presentada a ", "Prepared for ")
                                      + client);
                  case "meeting-report" -> brief.brief().meetingReport().orElseThrow().subject();
                  default -> Optional.empty();
                });
  }

  static String subtitle(CompleteBrief brief) {
    Optional<String> about = about(brief);
    if (about.isPresent()) {
      return about.get();
    }
    return switch (brief.type().id()) {
      case "meeting-report" ->
          brief.company().name().orElseGet(() -> brief.format().date(brief.date()));
      case "hr-policy" ->
          brief.company().name().isPresent() || brief.company().city().isEmpty()
              ? businessOf(brief)
              : brief.company().city().get();
      default ->
          brief.type().definition().typed() || brief.company().name().isPresent()
              ? businessOf(brief)
              : brief.company().city().orElse("");
    };
  }

  /** A declared line with the values of its fields; none where one of them is not known. */
  private static Optional<String> declared(CompleteBrief brief, Optional<Bilingual> line) {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String text = line.get().in(brief.language());
    Map<String, Object> shown = DeclaredVariables.of(brief);
    for (Field field : brief.type().definition().fields()) {
      String place = "{" + field.name() + "}";
      if (!text.contains(place)) {
        continue;
      }
      if (!(shown.get(field.name()) instanceof Shown value) || !value.given()) {
        return Optional.empty();
      }
      text = text.replace(place, value.toString());
    }
    return Optional.of(text);
  }

  /** The company and its city; where it has no name yet, the kind of business. */
  private static String businessOf(CompleteBrief brief) {
    String company =
        brief
            .company()
            .name()
            .orElseGet(() -> Capital.first(brief.sector().names().in(brief.language())));
    return brief.company().city().map(city -> withCity(company, city)).orElse(company);
  }

  private static String withCity(String company, String city) {
    return PlainLetters.fold(company).contains(PlainLetters.fold(city))
        ? company
        : company + ", " + city;
  }
}
