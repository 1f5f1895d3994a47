package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mexican tax registrations (RFC): three letters for a company or four for a person, a date, a
 * two-character homonym key and a check digit, as the SAT computes it.
 */
final class RfcRecognizer implements Recognizer {

  /** What stands on invoices to the public at large and to foreigners; exempt from the check. */
  private static final Set<String> GENERIC = Set.of("XAXX010101000", "XEXX010101000");

  /** A character's value is its place; a company's registration counts as one space longer. */
  private static final String VALUES = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

  private static final Pattern RFC =
      Pattern.compile(
          "(?<![\\p{L}\\d&])([A-ZÑ&]{3,4})[ -]?(\\d{2})(\\d{2})(\\d{2})[ -]?([A-Z\\d]{2}[\\dA])(?![\\p{L}\\d])");

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = RFC.matcher(text);
    while (matcher.find()) {
      if (!isDate(matcher.group(2), matcher.group(3), matcher.group(4))) {
        continue;
      }
      String value = matcher.group().replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
      found.add(
          Entity.checked(
              EntityType.RFC, text, matcher.start(), matcher.end(), value, isValid(value)));
    }
    return found;
  }

  private static boolean isDate(String year, String month, String day) {
    try {
      // A leap year of every century: the two digits do not say which it is.
      int inLeapCycle = Integer.parseInt(year) % 4 == 0 ? 2000 : 2001;
      LocalDate.of(inLeapCycle, Integer.parseInt(month), Integer.parseInt(day));
      return true;
    } catch (DateTimeException notADate) {
      return false;
    }
  }

  static boolean isValid(String rfc) {
    return GENERIC.contains(rfc) || checkDigit(rfc) == rfc.charAt(rfc.length() - 1);
  }

  static char checkDigit(String rfc) {
    String padded = rfc.length() == 12 ? " " + rfc : rfc;
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += VALUES.indexOf(padded.charAt(i)) * (13 - i);
    }
    int digit = 11 - sum % 11;
    return switch (digit) {
      case 11 -> '0';
      case 10 -> 'A';
      default -> (char) ('0' + digit);
    };
  }
}
