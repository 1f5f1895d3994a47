package io.blatam.bul.document;

import io.blatam.bul.locale.Language;
import io.blatam.bul.type.TypeDefinition;

/** Where a section's template is, from the root of all templates. */
final class SectionPaths {
  /** What every declared type may include, and its annex where it has none of its own. */
  static final String SHARED = "shared/";

  private SectionPaths() {}

  static String of(TypeDefinition type, Language language, String sectionId) {
    String own = type.id() + "/" + language.code() + "/" + sectionId + ".md";
    return sectionId.equals(Outlines.ASSUMPTIONS) && type.files().find(own).isEmpty()
        ? SHARED + language.code() + "/" + sectionId + ".md"
        : own;
  }
}
