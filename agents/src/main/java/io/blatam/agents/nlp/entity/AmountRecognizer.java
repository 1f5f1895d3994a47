package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of money: a figure with a currency before or after it, or both ({@code $80.000.000 COP}),
 * and what multiplies it ({@code 1,5 millones de euros}, {@code USD 2.5 million}, {@code 3 M€}). A
 * figure without a currency is no amount.
 */
final class AmountRecognizer implements Recognizer {

  private static final String SPACE = "[ \u00a0\u202f]?";

  /** Longest first, since the first alternative that fits is taken. */
  private static final String SCALE =
      "mil millones|thousand million|millones|mill[oó]n|millions?|billions?|billones|bill[oó]n|thousand|mil|MM|M|k|K";

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<![\\p{L}\\d.,])(?<sign>[-−]?)"
              + "(?<before>(?:"
              + Currencies.signPattern()
              + ")"
              + SPACE
              + ")?"
              + "(?<inner>[-−]?)(?<figure>"
              + FigureNotation.PATTERN
              + ")"
              + "(?:"
              + SPACE
              + "(?<scale>(?i:"
              + SCALE
              + ")(?!\\p{L}))(?:(?i: de))?)?"
              + "(?:"
              + SPACE
              + "(?<after>(?:"
              + Currencies.signPattern()
              + ")(?![\\p{L}\\d])|(?iu:"
              + Currencies.wordPattern()
              + ")(?![\\p{L}])))?");

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = AMOUNT.matcher(text);
    while (matcher.find()) {
      String before = matcher.group("before");
      String after = matcher.group("after");
      if (before == null && after == null) {
        continue;
      }
      int end = after == null ? endWithoutConnector(matcher) : matcher.end();
      if (end < text.length() && Character.isDigit(text.charAt(end))) {
        continue;
      }
      String value = amount(matcher).toPlainString() + " " + currency(before, after);
      found.add(Entity.unchecked(EntityType.AMOUNT, text, matcher.start(), end, value));
    }
    return found;
  }

  /** Without the <i>de</i> of <i>$ 3 millones de ventas</i>. */
  private static int endWithoutConnector(Matcher matcher) {
    return matcher.group("scale") == null ? matcher.end("figure") : matcher.end("scale");
  }

  private static BigDecimal amount(Matcher matcher) {
    BigDecimal figure =
        FigureNotation.read(matcher.group("figure"), FigureNotation.ThreeDigits.THOUSANDS);
    String scale = matcher.group("scale");
    BigDecimal scaled = scale == null ? figure : scaled(figure, scale);
    boolean negative = !matcher.group("sign").isEmpty() || !matcher.group("inner").isEmpty();
    return negative ? scaled.negate() : scaled;
  }

  private static BigDecimal scaled(BigDecimal figure, String scale) {
    int power =
        switch (scale.toLowerCase(Locale.ROOT)) {
          case "k", "mil", "thousand" -> 3;
          case "mil millones", "thousand million", "billion", "billions" -> 9;
          // The long scale: a Spanish billón is a million millions.
          case "billón", "billon", "billones" -> 12;
          default -> 6;
        };
    BigDecimal scaled = figure.scaleByPowerOfTen(power);
    // Whole where it can be: 1.5 millions are 1500000, not 1.5E+6.
    return scaled.stripTrailingZeros().scale() <= 0 ? scaled.setScale(0) : scaled;
  }

  /** A code says more than a bare dollar sign, on whichever side it stands. */
  private static String currency(String before, String after) {
    String first = before == null ? "$" : Currencies.code(before.strip()).orElse("$");
    String second = after == null ? "$" : Currencies.code(after.strip()).orElse("$");
    return first.equals("$") ? second : first;
  }
}
