package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spanish tax identification numbers: NIF of persons (eight digits, letter), NIE (X, Y or Z, seven
 * digits, letter) and NIF of entities, the former CIF (letter, seven digits, digit or letter).
 * Control characters as in Real Decreto 1065/2007 and Orden EHA/451/2008. Without a label in front
 * of it, only a number whose control character agrees is taken for one.
 */
final class SpanishTaxIdRecognizer implements Recognizer {

  private static final String PERSON_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String ENTITY_LETTERS = "JABCDEFGHI";

  private static final Pattern TAX_ID =
      Pattern.compile(
          "(?<![\\p{L}\\d.])(?:(?<label>(?i:NIF|N\\.I\\.F\\.|DNI|D\\.N\\.I\\.|NIE|N\\.I\\.E\\.|CIF|C\\.I\\.F\\.))[:\\s]{0,3})?"
              + "(?<id>(?:ES)?(?:\\d{8}|\\d{1,2}\\.\\d{3}\\.\\d{3})[ -]?[A-Z]"
              + "|(?:ES)?[XYZ][ -]?\\d{7}[ -]?[A-Z]"
              + "|(?:ES)?[ABCDEFGHJNPQRSUVW]-?(?:\\d{7}|\\d{2}\\.\\d{3}\\.\\d{2})[ -]?[\\dA-J])"
              + "(?![\\p{L}\\d])");

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = TAX_ID.matcher(text);
    while (matcher.find()) {
      String value = matcher.group("id").replaceAll("[ .-]", "").replaceFirst("^ES(?=.{8,9}$)", "");
      boolean valid = isValid(value);
      if (valid || matcher.group("label") != null) {
        found.add(
            Entity.checked(
                EntityType.SPANISH_TAX_ID,
                text,
                matcher.start("id"),
                matcher.end("id"),
                value,
                valid));
      }
    }
    return found;
  }

  static boolean isValid(String id) {
    char first = id.charAt(0);
    if (Character.isDigit(first)) {
      return personLetter(id.substring(0, id.length() - 1)) == id.charAt(id.length() - 1);
    }
    if (id.length() != 9) {
      return false;
    }
    int foreigner = "XYZ".indexOf(first);
    return foreigner >= 0
        ? personLetter(foreigner + id.substring(1, 8)) == id.charAt(8)
        : isValidEntity(first, id.substring(1, 8), id.charAt(8));
  }

  private static char personLetter(String number) {
    return PERSON_LETTERS.charAt(Integer.parseInt(number) % 23);
  }

  /**
   * Luhn's sum over the seven digits; some kinds of entity write it as a letter, some either way.
   */
  private static boolean isValidEntity(char kind, String digits, char control) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int weighed = i % 2 == 0 ? digit * 2 : digit;
      sum += weighed / 10 + weighed % 10;
    }
    int expected = (10 - sum % 10) % 10;
    boolean asDigit = control == '0' + expected;
    boolean asLetter = control == ENTITY_LETTERS.charAt(expected);
    if ("PQRSNW".indexOf(kind) >= 0) {
      return asLetter;
    }
    return "ABEH".indexOf(kind) >= 0 ? asDigit : asDigit || asLetter;
  }
}
