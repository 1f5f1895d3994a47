package io.blatam.export.html;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.FrontMatter.Kind;
import java.util.Locale;
import java.util.Set;

/**
 * The sheet a document is laid out for. Where offices print on Letter, A4 pages lose their margins
 * in the printer, and the other way round; the list of countries is Unicode CLDR's.
 *
 * @param widthMm the shorter side of the upright sheet, in millimetres
 * @param heightMm its longer side
 */
record Paper(double widthMm, double heightMm) {

  /** The left and the right margin each, in millimetres; the stylesheet has the same figure. */
  static final double SIDE_MARGIN_MM = 22;

  private static final double POINTS_PER_MM = 72 / 25.4;
  private static final Paper A4 = new Paper(210, 297);
  private static final Paper LETTER = new Paper(215.9, 279.4);

  /** A screen of 16:9, on its side already: a table gains nothing from turning it. */
  private static final Paper SLIDE = new Paper(266, 266);

  private static final Set<String> LETTER_COUNTRIES =
      Set.of("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE");

  static Paper of(FrontMatter front) {
    return front.kind() == Kind.DECK ? SLIDE : sheet(front.locale());
  }

  private static Paper sheet(Locale locale) {
    return LETTER_COUNTRIES.contains(locale.getCountry()) ? LETTER : A4;
  }

  boolean isSlide() {
    return equals(SLIDE);
  }

  /** How wide a line may be on the upright page, in points. */
  double textWidth() {
    return (widthMm - 2 * SIDE_MARGIN_MM) * POINTS_PER_MM;
  }

  /** How wide a line may be on the page turned on its side, in points. */
  double landscapeTextWidth() {
    return (heightMm - 2 * SIDE_MARGIN_MM) * POINTS_PER_MM;
  }
}
