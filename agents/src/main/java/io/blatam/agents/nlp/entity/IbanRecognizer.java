package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * International bank account numbers (ISO 13616), written together or in groups. The length must be
 * that of the country in SWIFT's IBAN registry; whether the check digits agree (ISO 7064, mod
 * 97-10) is said, since a mistyped account number is worth knowing.
 */
final class IbanRecognizer implements Recognizer {

  private static final Pattern BEGINNING = Pattern.compile("(?<![\\p{L}\\d])([A-Z]{2})\\d{2}");

  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("AD", 24),
          Map.entry("AE", 23),
          Map.entry("AL", 28),
          Map.entry("AT", 20),
          Map.entry("AZ", 28),
          Map.entry("BA", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("BH", 22),
          Map.entry("BI", 27),
          Map.entry("BR", 29),
          Map.entry("BY", 28),
          Map.entry("CH", 21),
          Map.entry("CR", 22),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DJ", 27),
          Map.entry("DK", 18),
          Map.entry("DO", 28),
          Map.entry("EE", 20),
          Map.entry("EG", 29),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FK", 18),
          Map.entry("FO", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GE", 22),
          Map.entry("GI", 23),
          Map.entry("GL", 18),
          Map.entry("GR", 27),
          Map.entry("GT", 28),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IL", 23),
          Map.entry("IQ", 23),
          Map.entry("IS", 26),
          Map.entry("IT", 27),
          Map.entry("JO", 30),
          Map.entry("KW", 30),
          Map.entry("KZ", 20),
          Map.entry("LB", 28),
          Map.entry("LC", 32),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("LY", 25),
          Map.entry("MC", 27),
          Map.entry("MD", 24),
          Map.entry("ME", 22),
          Map.entry("MK", 19),
          Map.entry("MN", 20),
          Map.entry("MR", 27),
          Map.entry("MT", 31),
          Map.entry("MU", 30),
          Map.entry("NI", 28),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("OM", 23),
          Map.entry("PK", 24),
          Map.entry("PL", 28),
          Map.entry("PS", 29),
          Map.entry("PT", 25),
          Map.entry("QA", 29),
          Map.entry("RO", 24),
          Map.entry("RS", 22),
          Map.entry("RU", 33),
          Map.entry("SA", 24),
          Map.entry("SC", 31),
          Map.entry("SD", 18),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("SM", 27),
          Map.entry("SO", 23),
          Map.entry("ST", 25),
          Map.entry("SV", 28),
          Map.entry("TL", 23),
          Map.entry("TN", 24),
          Map.entry("TR", 26),
          Map.entry("UA", 29),
          Map.entry("VA", 22),
          Map.entry("VG", 24),
          Map.entry("XK", 20),
          Map.entry("YE", 30));

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = BEGINNING.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      from = matcher.end();
      Integer length = LENGTHS.get(matcher.group(1));
      if (length == null) {
        continue;
      }
      int end = endOf(text, matcher.start(), length);
      if (end > 0) {
        String value = text.substring(matcher.start(), end).replaceAll("[ \u00a0-]", "");
        found.add(
            Entity.checked(EntityType.IBAN, text, matcher.start(), end, value, isValid(value)));
        from = end;
      }
    }
    return found;
  }

  /** Where the country's number of letters and digits ends, one space or hyphen between any two. */
  private static int endOf(String text, int start, int length) {
    int taken = 0;
    int at = start;
    boolean separated = true;
    while (at < text.length() && taken < length) {
      char c = text.charAt(at);
      if (isIbanCharacter(c)) {
        taken++;
        separated = false;
      } else if ((c == ' ' || c == '\u00a0' || c == '-') && !separated) {
        separated = true;
      } else {
        return -1;
      }
      at++;
    }
    boolean complete = taken == length;
    boolean goesOn = at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    return complete && !goesOn ? at : -1;
  }

  private static boolean isIbanCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }

  /** The first four characters moved to the end, letters as 10 to 35, leave 1 modulo 97. */
  static boolean isValid(String iban) {
    int remainder = 0;
    String moved = iban.substring(4) + iban.substring(0, 4);
    for (int i = 0; i < moved.length(); i++) {
      int digit = Character.digit(moved.charAt(i), 36);
      remainder = (remainder * (digit < 10 ? 10 : 100) + digit) % 97;
    }
    return remainder == 1;
  }
}
