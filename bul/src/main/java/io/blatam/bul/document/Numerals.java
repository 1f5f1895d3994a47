package io.blatam.bul.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the numbers written in a text. "1.234" is one thousand and something in Bogotá and a bit
 * over one in London, so a numeral may have two readings.
 */
final class Numerals {
  private static final Pattern NUMERAL =
      Pattern.compile(
          "\\d{1,3}(?:[.,\\u00a0\\u202f ]\\d{3})+(?:[.,]\\d+)?(?!\\d)|\\d+(?:[.,]\\d+)?");

  private Numerals() {}

  /** Each numeral of {@code text}, in order. */
  static List<Numeral> find(String text) {
    return NUMERAL
        .matcher(text)
        .results()
        .map(m -> new Numeral(m.group(), readings(m.group())))
        .toList();
  }

  /** Every reading of every numeral of {@code text}. */
  static Set<BigDecimal> values(String text) {
    return find(text).stream()
        .flatMap(numeral -> numeral.readings().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<BigDecimal> readings(String written) {
    String text = written.replaceAll("[\\u00a0\\u202f ]", "");
    Set<BigDecimal> readings = new TreeSet<>();
    String bare = text.replaceAll("[.,]", "");
    int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    if (last < 0) {
      readings.add(normal(bare));
      return readings;
    }
    boolean oneSeparator =
        text.indexOf('.') == text.lastIndexOf('.') && text.indexOf(',') == text.lastIndexOf(',');
    if (text.length() - last - 1 == 3) {
      readings.add(normal(bare));
    }
    if (oneSeparator) {
      readings.add(
          normal(text.substring(0, last).replaceAll("[.,]", "") + "." + text.substring(last + 1)));
    }
    return readings;
  }

  private static BigDecimal normal(String plain) {
    return new BigDecimal(plain).stripTrailingZeros();
  }

  /** A number as written and the values it may stand for. */
  record Numeral(String written, Set<BigDecimal> readings) {}
}
