package io.blatam.export.document;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The few words a renderer adds to a document, in the document's language.
 *
 * @param untitled stands for a missing title
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
          "Text generated with",
          DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));

  static Labels in(String language) {
    return language.equals("en") ? ENGLISH : SPANISH;
  }

  /** The date as a letter would print it: "23 de noviembre de 2026". */
  public String date(LocalDate date) {
    return dates.format(date);
  }
}
