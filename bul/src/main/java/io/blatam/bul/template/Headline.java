package io.blatam.bul.template;

import io.blatam.bul.production.Chapters;
import io.blatam.export.api.Exporter;
import java.util.Optional;

/**
 * The one heading of the first level that opens a text: its title, where nobody asked for another.
 * With several such headings they are chapters, and none of them is it. Pure.
 */
final class Headline {

  private Headline() {}

  /** In plain letters. */
  static Optional<String> of(String markdown) {
    String text = markdown.stripLeading();
    return text.startsWith("# ") && Chapters.of(text, "").size() == 1
        ? Optional.of(Exporter.title(text.lines().findFirst().orElseThrow()))
        : Optional.empty();
  }

  /** What stands below it. */
  static String below(String markdown) {
    return markdown.stripLeading().replaceFirst("\\A[^\\n]*\\n*", "");
  }
}
