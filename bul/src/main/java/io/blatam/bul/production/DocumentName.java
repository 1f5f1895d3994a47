package io.blatam.bul.production;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.document.Titles;
import io.blatam.bul.locale.PlainLetters;

/** What a document is called in lists, and its files on disk. */
public final class DocumentName {

  private static final int FILE_NAME_LENGTH = 80;

  private DocumentName() {}

  /**
   * "Plan de negocio · Cafetería Aroma", "Cotización · Para Hotel Sol", or the title that was asked
   * for.
   */
  public static String title(CompleteBrief brief) {
    String kind = brief.typeLabel();
    return brief
        .brief()
        .title()
        .orElseGet(
            () ->
                Titles.about(brief)
                    .or(() -> brief.company().name())
                    .map(about -> kind + " · " + about)
                    .orElse(kind));
  }

  /**
   * The title in plain letters, digits and hyphens: safe in a header, a shell and any file system.
   */
  public static String fileName(String title, String extension) {
    String plain = PlainLetters.fold(title).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut =
        plain.length() <= FILE_NAME_LENGTH
            ? plain
            : plain.substring(0, FILE_NAME_LENGTH).replaceAll("-[^-]*$", "");
    return (cut.isEmpty() ? "documento" : cut) + "." + extension;
  }
}
