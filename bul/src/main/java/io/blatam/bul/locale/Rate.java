package io.blatam.bul.locale;

import java.math.BigDecimal;

/**
 * A rate that a first draft assumes, and where it is from.
 *
 * @param rate percent, 0 to 100
 * @param year for which it was looked up
 * @param source the law or the authority that sets it, or what it approximates
 */
public record Rate(BigDecimal rate, int year, Bilingual source) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  public Rate {
    if (rate == null || rate.signum() < 0 || rate.compareTo(WHOLE) > 0) {
      throw new IllegalArgumentException("rate: must be a percentage from 0 to 100");
    }
    if (year < 2000 || year > 2100) {
      throw new IllegalArgumentException("year: must be a year from 2000 to 2100");
    }
    if (source == null || blank(source.es()) || blank(source.en())) {
      throw new IllegalArgumentException(
          "source: say where it is from, {es: …, en: …}, such as a law and its article");
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank() || text.length() > 300;
  }
}
