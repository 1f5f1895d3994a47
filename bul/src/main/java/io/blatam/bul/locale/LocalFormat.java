package io.blatam.bul.locale;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes numbers, amounts and dates as readers of one language and country expect them: {@code
 * $80.000.000} in Colombia, {@code 1.234,56 €} in Spain, {@code $1,234.56} in Mexico, {@code COP
 * 80,000,000} in an English text. Immutable; formats are made anew a call because {@link
 * DecimalFormat} is not thread-safe.
 */
public final class LocalFormat {
  private static final Locale ENGLISH = Locale.ENGLISH;

  private final Language language;
  private final Currency currency;
  private final boolean decimalPoint;
  private final boolean local;
  private final boolean monthFirst;

  /**
   * @param country where the reader is; decides separators and whether the currency's bare symbol
   *     is understood there
   */
  public LocalFormat(Language language, Currency currency, Optional<Country> country) {
    this.language = language;
    this.currency = currency;
    this.decimalPoint = language == Language.EN || country.map(Country::decimalPoint).orElse(false);
    this.local = country.map(c -> c.currency().equals(currency.code())).orElse(false);
    this.monthFirst = country.map(c -> c.code().equals("US")).orElse(false);
  }

  /** The language written. */
  public Language language() {
    return language;
  }

  /** Whether it writes 1,234.56; otherwise 1.234,56. */
  public boolean decimalPoint() {
    return decimalPoint;
  }

  /** The currency of {@link #money}. */
  public Currency currency() {
    return currency;
  }

  /** An amount with its symbol or code, at the currency's own decimals. */
  public String money(BigDecimal amount) {
    return money(amount, currency.decimals());
  }

  /** An amount in whole units, with its symbol or code. */
  public String wholeMoney(BigDecimal amount) {
    return money(amount, 0);
  }

  /** An amount without symbol, in whole units: for tables whose caption names the currency. */
  public String whole(BigDecimal amount) {
    return number(amount, 0, 0);
  }

  /** An amount without symbol at the currency's own decimals: for price tables. */
  public String price(BigDecimal amount) {
    return number(amount, currency.decimals(), currency.decimals());
  }

  /** A plain number with up to two decimals. */
  public String number(BigDecimal value) {
    return number(value, 0, 2);
  }

  /** A percentage as given: 14.5 becomes "14,5 %" in Spanish and "14.5%" in English. */
  public String percent(BigDecimal percent) {
    return number(percent, 0, 1) + language.choose("\u00a0%", "%");
  }

  /** A ratio as a percentage: 0.145 becomes "14,5 %". */
  public String ratio(BigDecimal ratio) {
    return percent(ratio.movePointRight(2));
  }

  /** A multiple with two decimals: "1,35". */
  public String multiple(BigDecimal value) {
    return number(value, 2, 2);
  }

  /** "23 de noviembre de 2026", "23 November 2026", "November 23, 2026" in the United States. */
  public String date(LocalDate date) {
    if (language == Language.ES) {
      return date.getDayOfMonth()
          + " de "
          + Months.spanish(date.getMonthValue())
          + " de "
          + date.getYear();
    }
    String pattern = monthFirst ? "MMMM d, yyyy" : "d MMMM yyyy";
    return date.format(DateTimeFormatter.ofPattern(pattern, ENGLISH));
  }

  /** "noviembre de 2026", "November 2026". */
  public String month(YearMonth month) {
    return language == Language.ES
        ? Months.spanish(month.getMonthValue()) + " de " + month.getYear()
        : month.format(DateTimeFormatter.ofPattern("MMMM yyyy", ENGLISH));
  }

  /** "nov. 26", "Nov 26": for table heads and chart axes. */
  public String shortMonth(YearMonth month) {
    return language == Language.ES
        ? Months.spanish(month.getMonthValue()).substring(0, 3)
            + " "
            + String.format(Locale.ROOT, "%02d", month.getYear() % 100)
        : month.format(DateTimeFormatter.ofPattern("MMM yy", ENGLISH));
  }

  private String money(BigDecimal amount, int decimals) {
    String digits = number(amount.abs(), decimals, decimals);
    String sign = amount.setScale(decimals, RoundingMode.HALF_UP).signum() < 0 ? "\u2212" : "";
    return switch (currency.code()) {
      case "EUR" -> language == Language.ES ? sign + digits + "\u00a0€" : sign + "€" + digits;
      case "USD" -> sign + (local || language == Language.EN ? "$" : "US$") + digits;
      case "GBP" -> sign + "£" + digits;
      default ->
          local && language == Language.ES
              ? sign + currency.symbol() + digits
              : sign + currency.code() + "\u00a0" + digits;
    };
  }

  private String number(BigDecimal value, int minDecimals, int maxDecimals) {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setGroupingSeparator(decimalPoint ? ',' : '.');
    symbols.setDecimalSeparator(decimalPoint ? '.' : ',');
    symbols.setMinusSign('\u2212');
    DecimalFormat format = new DecimalFormat("#,##0", symbols);
    format.setMinimumFractionDigits(minDecimals);
    format.setMaximumFractionDigits(maxDecimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    String text = format.format(value);
    return text.matches("\u2212[0.,]+") ? text.substring(1) : text;
  }
}
