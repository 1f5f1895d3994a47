package io.blatam.bul.template;

import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.production.Chapters;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a filled template consists of: its chapters, none of which a model writes. Pure. */
final class Plan {

  /** The agents' area for texts of the company's own. */
  private static final String AREA = "content";

  private Plan() {}

  static PlannedDocument of(TemplateFill fill, String markdown) {
    TemplateFill.Filled filled = fill.filled().orElseThrow();
    List<PlannedSection> sections = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String title : Chapters.of(markdown, fill.called()).keySet()) {
      String id = id(title);
      for (int number = 2; !ids.add(id); number++) {
        id = id(title) + "-" + number;
      }
      sections.add(new PlannedSection(id, title, false));
    }
    if (sections.isEmpty()) {
      sections.add(new PlannedSection("text", fill.called(), false));
    }
    return new PlannedDocument(fill.called(), AREA, List.of(reason(filled)), sections);
  }

  private static String reason(TemplateFill.Filled filled) {
    return Language.of(filled.language())
        .choose("plantilla propia «%s», versión %d", "own template “%s”, version %d")
        .formatted(filled.name(), filled.version());
  }

  private static String id(String title) {
    String plain = PlainLetters.fold(title).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? "text" : plain.substring(0, Math.min(60, plain.length()));
  }
}
