package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colombian tax numbers (NIT) with their verification digit, as the DIAN computes it (Orden
 * Administrativa 4 of 1989). Without the word NIT in front of it, only a number in groups whose
 * digit agrees is taken for one.
 */
final class NitRecognizer implements Recognizer {

  private static final int[] WEIGHTS = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};

  private static final Pattern NIT =
      Pattern.compile(
          "(?<![\\p{L}\\d.])(?:(?<label>N\\.?I\\.?T\\.?)[:\\s]{0,3}(?:No\\.?|n\\.?º|#)?\\s?)?"
              + "(?<id>(?:(?<groups>\\d{1,3}(?:\\.\\d{3}){2,3})|\\d{6,10})\\s?[-–]\\s?(?<digit>\\d))(?![\\d-])",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = NIT.matcher(text);
    while (matcher.find()) {
      String digits = matcher.group("id").replaceAll("\\D", "");
      String number = digits.substring(0, digits.length() - 1);
      char digit = digits.charAt(digits.length() - 1);
      boolean valid = checkDigit(number) == digit - '0';
      boolean labelled = matcher.group("label") != null;
      if (labelled || (valid && matcher.group("groups") != null)) {
        found.add(
            Entity.checked(
                EntityType.NIT,
                text,
                matcher.start("id"),
                matcher.end("id"),
                number + "-" + digit,
                valid));
      }
    }
    return found;
  }

  static int checkDigit(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      sum += (number.charAt(number.length() - 1 - i) - '0') * WEIGHTS[i];
    }
    int remainder = sum % 11;
    return remainder > 1 ? 11 - remainder : remainder;
  }
}
