package io.blatam.bul.queue;

import io.blatam.bul.api.OutlineEdit;
import io.blatam.bul.document.AddedSection;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.SectionNumbers;
import io.blatam.platform.http.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan's sections as a person wants them. */
final class OutlineEdits {

  /** The list of what the brief did not say; a document that assumes must say so. */
  private static final String ASSUMPTIONS = "assumptions";

  private static final int USUAL_WORDS = 200;

  private OutlineEdits() {}

  /**
   * @throws io.blatam.platform.http.ProblemException (400) that names the section
   */
  static List<PlannedSection> apply(PlannedDocument planned, OutlineEdit edit) {
    Map<String, PlannedSection> known = new LinkedHashMap<>();
    planned.sections().forEach(section -> known.put(section.id(), section));
    boolean numbered = SectionNumbers.numbered(planned.sections());
    List<PlannedSection> wanted = new ArrayList<>();
    int added = 0;
    for (int i = 0; i < edit.sections().size(); i++) {
      OutlineEdit.Section section = edit.sections().get(i);
      if (section.id().isPresent()) {
        PlannedSection of = known.get(section.id().get());
        if (of == null) {
          throw Problem.validation(
                  "sections[" + i + "].id", "must be one of " + String.join(", ", known.keySet()))
              .asException();
        }
        wanted.add(changed(of, section));
      } else {
        added++;
        wanted.add(
            new PlannedSection(
                AddedSection.id(added),
                section.title().orElseThrow(),
                true,
                section.purpose().orElseThrow(),
                section.words().orElse(USUAL_WORDS)));
      }
    }
    if (known.containsKey(ASSUMPTIONS)
        && wanted.stream().noneMatch(section -> section.id().equals(ASSUMPTIONS))) {
      throw Problem.validation(
              "sections",
              "must keep \"assumptions\": it tells what the brief did not say; say it in the brief"
                  + " to be rid of it")
          .asException();
    }
    return numbered ? SectionNumbers.number(wanted) : wanted;
  }

  private static PlannedSection changed(PlannedSection of, OutlineEdit.Section section) {
    return new PlannedSection(
        of.id(),
        section.title().orElse(of.title()),
        of.narrative(),
        section.purpose().orElse(of.purpose()),
        section.words().orElse(of.words()));
  }
}
