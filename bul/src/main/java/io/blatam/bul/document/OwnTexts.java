package io.blatam.bul.document;

import io.blatam.bul.document.Outline.Section;
import io.blatam.bul.wording.OwnText;
import io.blatam.bul.wording.SectionLibrary;
import java.util.Optional;

/** What stands in a section instead of a template: a person's words, or the library's. */
final class OwnTexts {

  private OwnTexts() {}

  static Optional<String> of(DocumentPlan plan, Section section) {
    return plan.wording()
        .ownText(section.id())
        .map(own -> text(plan, own))
        .map(text -> ClauseNumbers.in(text, plan.outline().number(section.id())));
  }

  /** Whether a person wrote it. */
  static boolean byPerson(DocumentPlan plan, String section) {
    return plan.wording().ownText(section).map(OwnText::byPerson).orElse(false);
  }

  private static String text(DocumentPlan plan, OwnText own) {
    return own.byPerson()
        ? own.value()
        : SectionLibrary.topic(own.value()).text(plan.brief().type(), plan.brief().language());
  }
}
