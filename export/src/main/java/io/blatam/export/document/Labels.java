package io.blatam.export.document;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The few words a renderer adds to a document, in the document's language.
 *
 * @param untitled stands for a missing title
 * @param logo what a picture of the company is called
 * @param generatedBy precedes the generator's name in the small print
 */
public record Labels(
    String untitled,
    String contents,
    String page,
    String of,
    String chart,
    String category,
    String total,
    String author,
    String notes,
    String logo,
    String generatedBy,
    DateTimeFormatter dates) {

  private static final Labels SPANISH =
      new Labels(
          "Documento",
          "Contenido",
          "Página",
          "de",
          "Gráfico",
          "Concepto",
          "Total",
          "Elaborado por",
          "Notas",
          "Logotipo de %s",
          "Texto generado con",
          DateTimeFormatter.ofPattern("d 'de' MMMM 'de' yyyy", Locale.forLanguageTag("es")));

  private static final Labels ENGLISH =
      new Labels(
          "Document",
          "Contents",
          "Page",
          "of",
          "Chart",
          "Item",
          "Total",
          "Prepared by",
          "Notes",
          "Logo of %s",
          "Text generated with",
          DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));

  private static final Labels AMERICAN = ENGLISH.dated("MMMM d, yyyy");

  static Labels in(Locale locale) {
    if (!locale.getLanguage().equals("en")) {
      return SPANISH;
    }
    return locale.getCountry().equals("US") ? AMERICAN : ENGLISH;
  }

  private Labels dated(String pattern) {
    return new Labels(
        untitled,
        contents,
        page,
        of,
        chart,
        category,
        total,
        author,
        notes,
        logo,
        generatedBy,
        DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }

  /** What is said in place of the company's picture. */
  public String logoOf(FrontMatter front) {
    return logo.formatted(front.company().isEmpty() ? front.title() : front.company());
  }

  /** The date as a letter would print it: "23 de noviembre de 2026". */
  public String date(LocalDate date) {
    return dates.format(date);
  }
}
