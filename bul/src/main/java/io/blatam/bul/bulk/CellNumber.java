package io.blatam.bul.bulk;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as spreadsheets write it. {@code 1.234} in a table whose decimals have a comma, and
 * {@code 1,234} in one whose decimals have a point, can be a thousand or a fraction: that is not
 * guessed.
 *
 * @param ambiguity for a person: how it could be read, and what to write instead
 */
record CellNumber(Optional<BigDecimal> value, Optional<String> ambiguity) {

  private static final CellNumber NONE = new CellNumber(Optional.empty(), Optional.empty());
  private static final Pattern PLAIN = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
  private static final Pattern SPACED =
      Pattern.compile("-?\\d{1,3}([ \\u00a0\\u202f]\\d{3})+(?<rest>.*)");

  static CellNumber of(String text, boolean decimalComma) {
    String number = text.strip();
    if (SPACED.matcher(number).matches()) {
      number = number.replaceAll("[ \\u00a0\\u202f]", "");
    }
    String point = decimalComma ? "," : ".";
    String group = decimalComma ? "." : ",";
    String oneGroup = "-?[1-9]\\d{0,2}" + Pattern.quote(group) + "\\d{3}";
    if (number.matches(oneGroup)) {
      return new CellNumber(
          Optional.empty(),
          Optional.of(
              "'"
                  + text
                  + "' can be "
                  + number.replace(group, "")
                  + " or "
                  + number.replace(group, ".")
                  + "; write "
                  + number.replace(group, "")
                  + " or "
                  + number.replace(group, point)));
    }
    String grouped =
        "-?\\d{1,3}(" + Pattern.quote(group) + "\\d{3})+(" + Pattern.quote(point) + "\\d+)?";
    if (number.matches(grouped)) {
      number = number.replace(group, "");
    }
    if (decimalComma && number.matches("-?\\d+,\\d+")) {
      number = number.replace(',', '.');
    }
    return PLAIN.matcher(number).matches()
        ? new CellNumber(Optional.of(new BigDecimal(number)), Optional.empty())
        : NONE;
  }
}
