package io.blatam.bul.brief;

import io.blatam.bul.locale.Currency;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An amount of money found in a text: "80 000 000 COP", "$80.000.000", "USD 50,000", "1.234,56 €",
 * "80 millones de pesos", "50k USD".
 *
 * @param start where it begins in the text
 * @param currency ISO code where the text names one; a bare {@code $} names none
 */
public record Amount(BigDecimal value, Optional<String> currency, int start) {
  private static final String DIGITS =
      "\\d{1,3}(?:[.,\\u00a0\\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?";
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<before>\\b[A-Z]{3}\\b|US\\$|[$€£])?\\s?(?<![\\d.,])(?<digits>"
              + DIGITS
              + ")(?![\\d%])\\s?(?<scale>millones|millon|millón|million|mill\\.|mil\\b|k\\b|M\\b)?"
              + "\\s?(?:de\\s)?(?<after>[A-Z]{3}\\b|€|£|euros?\\b|d[oó]lares\\b|dollars\\b"
              + "|pesos colombianos|pesos mexicanos|pesos argentinos|pesos chilenos|pesos\\b|soles\\b)?");

  /** Every amount that a currency, a scale or thousands separators mark as money. */
  public static List<Amount> findAll(String text) {
    return AMOUNT.matcher(text).results().flatMap(m -> of(m).stream()).toList();
  }

  private static Optional<Amount> of(MatchResult found) {
    var named = AMOUNT.matcher(found.group());
    if (!named.find()) {
      return Optional.empty();
    }
    String digits = named.group("digits");
    Optional<String> before = Optional.ofNullable(named.group("before"));
    Optional<String> after = Optional.ofNullable(named.group("after"));
    Optional<String> scale = Optional.ofNullable(named.group("scale"));
    Optional<String> currency = after.flatMap(Amount::code).or(() -> before.flatMap(Amount::code));
    boolean symbol =
        before.map("$"::equals).orElse(false) || after.map(a -> a.equals("pesos")).orElse(false);
    boolean grouped = digits.matches("\\d{1,3}([.,\\u00a0\\u202f ]\\d{3})+.*");
    if (currency.isEmpty() && !symbol && scale.isEmpty() && !grouped) {
      return Optional.empty();
    }
    BigDecimal value = plain(digits).multiply(scale.map(Amount::factor).orElse(BigDecimal.ONE));
    return Optional.of(new Amount(value, currency, found.start()));
  }

  /** "1.234,56", "1,234.56", "80 000 000" and "80.000.000" alike. */
  public static BigDecimal plain(String digits) {
    String text = digits.replaceAll("[\\u00a0\\u202f ]", "");
    int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    boolean decimals = last >= 0 && text.length() - last - 1 <= 2;
    String whole = (decimals ? text.substring(0, last) : text).replaceAll("[.,]", "");
    return new BigDecimal(decimals ? whole + "." + text.substring(last + 1) : whole);
  }

  private static BigDecimal factor(String scale) {
    String lower = scale.toLowerCase(Locale.ROOT);
    return lower.startsWith("mill") || lower.equals("m") || lower.equals("million")
        ? new BigDecimal("1000000")
        : new BigDecimal("1000");
  }

  private static Optional<String> code(String mark) {
    return switch (mark.toLowerCase(Locale.ROOT)) {
      case "€", "euro", "euros" -> Optional.of("EUR");
      case "£" -> Optional.of("GBP");
      case "us$", "dolares", "dólares", "dollars" -> Optional.of("USD");
      case "pesos colombianos" -> Optional.of("COP");
      case "pesos mexicanos" -> Optional.of("MXN");
      case "pesos argentinos" -> Optional.of("ARS");
      case "pesos chilenos" -> Optional.of("CLP");
      case "soles" -> Optional.of("PEN");
      default -> Currency.find(mark).map(Currency::code);
    };
  }
}
