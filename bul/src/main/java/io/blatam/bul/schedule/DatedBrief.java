package io.blatam.bul.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefCompletion;
import io.blatam.bul.brief.DocumentKind;
import io.blatam.bul.brief.FreeText;
import io.blatam.bul.locale.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A schedule's brief on the day of a run. */
final class DatedBrief {

  private DatedBrief() {}

  /**
   * The ask, with every placeholder in the document's own language.
   *
   * @throws io.blatam.platform.http.ProblemException (400) that names what the brief lacks
   * @throws IllegalArgumentException {@code brief: …} for an unknown placeholder
   */
  static DocumentRequest on(ObjectNode brief, Instant occurrence, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(occurrence, zone);
    DocumentRequest spanish = DocumentRequest.read(Placeholders.fill(brief, day, Language.ES));
    return language(spanish, day) == Language.ES
        ? spanish
        : DocumentRequest.read(Placeholders.fill(brief, day, Language.EN));
  }

  /** A brief that does not name its document is in the language of its words, whatever it means. */
  private static Language language(DocumentRequest asked, LocalDate day) {
    if (asked.template().isPresent()) {
      return asked.template().get().language().orElse(Language.ES);
    }
    Brief brief = asked.brief();
    return DocumentKind.of(brief).isPresent()
        ? BriefCompletion.complete(brief, day).language()
        : brief.language().orElseGet(() -> FreeText.language(brief.text().orElse("")));
  }
}
