package io.blatam.agents.nlp.entity;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Reads figures as Spanish and English texts write them: {@code 80.000.000,50}, {@code
 * 80,000,000.50}, {@code 80 000 000}, {@code 1'500.000}. The form itself says which separator is
 * the decimal one, since Mexicans writing Spanish use the English form: the later of two kinds is;
 * one that occurs twice is not; a single one before exactly three digits separates thousands,
 * unless the figure begins with 0.
 */
final class FigureNotation {

  /** A figure inside a larger expression. */
  static final String PATTERN =
      "\\d{1,3}(?:[.,'’ \u00a0\u202f]\\d{3}){1,6}(?:[.,]\\d{1,4})?(?!\\d)|\\d{1,15}(?:[.,]\\d{1,6})?";

  private static final Pattern SPACES = Pattern.compile("[ \u00a0\u202f'’]");

  /** What three digits after a single separator are. */
  enum ThreeDigits {
    /** Of money: nobody writes thousandths of it. */
    THOUSANDS,
    /** Of a percentage. */
    DECIMALS
  }

  private FigureNotation() {}

  static BigDecimal read(String figure, ThreeDigits threeDigits) {
    String compact = SPACES.matcher(figure).replaceAll("");
    boolean grouped = compact.length() < figure.length();
    int dot = compact.lastIndexOf('.');
    int comma = compact.lastIndexOf(',');
    int last = Math.max(dot, comma);
    if (last < 0) {
      return new BigDecimal(compact);
    }
    if (dot >= 0 && comma >= 0) {
      return withDecimalsAt(compact, last);
    }
    boolean repeated = compact.indexOf(compact.charAt(last)) != last;
    boolean three = compact.length() - last - 1 == 3;
    boolean thousands =
        repeated
            || (three
                && compact.charAt(0) != '0'
                && (threeDigits == ThreeDigits.THOUSANDS || grouped));
    return thousands
        ? new BigDecimal(compact.replaceAll("[.,]", ""))
        : withDecimalsAt(compact, last);
  }

  private static BigDecimal withDecimalsAt(String figure, int separator) {
    return new BigDecimal(
        figure.substring(0, separator).replaceAll("[.,]", "")
            + "."
            + figure.substring(separator + 1));
  }
}
