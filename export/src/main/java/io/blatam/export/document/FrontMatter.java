package io.blatam.export.document;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * What a document says about itself. Texts that were not given are empty strings; every other field
 * has its default already.
 *
 * @param title never empty: the first heading, or the language's word for a document, stands in
 * @param language {@code es} or {@code en}
 * @param locale the language with its region where one was given ({@code es-CO}), for numbers
 * @param documentType the kind of paper, such as {@code business-plan}
 * @param cover whether the document opens with a cover page
 * @param toc whether a table of contents follows
 * @param generator who wrote the text; in the file's properties, and in the small print of a
 *     document without a disclaimer
 * @param disclaimer what the reader should not take the text for, and how it was made
 * @param theme the name of the colours, {@code blatam} when not given
 * @param logo names the picture of the company, which whoever renders the document brings
 */
public record FrontMatter(
    String title,
    String subtitle,
    String company,
    String author,
    String language,
    Locale locale,
    Optional<LocalDate> date,
    String documentType,
    Kind kind,
    boolean cover,
    boolean toc,
    String generator,
    String disclaimer,
    String theme,
    String logo) {

  /** Whether the text is read as pages or shown as slides. */
  public enum Kind {
    DOCUMENT,
    DECK
  }

  /** The words a renderer adds, in this document's language. */
  public Labels labels() {
    return Labels.in(locale);
  }

  /** The line in small letters: the disclaimer, which says it in words, or else the generator. */
  public Optional<String> smallPrint() {
    if (!disclaimer.isEmpty()) {
      return Optional.of(disclaimer);
    }
    return generator.isEmpty()
        ? Optional.empty()
        : Optional.of(labels().generatedBy() + " " + generator + ".");
  }

  FrontMatter titled(String newTitle) {
    return new FrontMatter(
        newTitle,
        subtitle,
        company,
        author,
        language,
        locale,
        date,
        documentType,
        kind,
        cover,
        toc,
        generator,
        disclaimer,
        theme,
        logo);
  }
}
