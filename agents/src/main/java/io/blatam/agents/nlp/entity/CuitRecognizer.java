package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argentine tax and labour codes (CUIT, CUIL): two digits for the kind, eight, and a check digit
 * modulo 11. Without a label in front of it, only a hyphenated number whose digit agrees is taken
 * for one.
 */
final class CuitRecognizer implements Recognizer {

  private static final int[] WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  private static final Pattern CUIT =
      Pattern.compile(
          "(?<![\\p{L}\\d.])(?:(?<label>CUI[TL]|C\\.U\\.I\\.[TL]\\.)[:\\s]{0,3}(?:N\\.?º\\s?)?)?"
              + "(?<id>(?:20|23|24|25|26|27|30|33|34)(?<hyphen>[- ]?)(?:\\d{8}|\\d{2}\\.\\d{3}\\.\\d{3})\\k<hyphen>\\d)(?![\\d-])",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = CUIT.matcher(text);
    while (matcher.find()) {
      String digits = matcher.group("id").replaceAll("\\D", "");
      boolean valid = isValid(digits);
      boolean labelled = matcher.group("label") != null;
      if (labelled || (valid && matcher.group("hyphen").equals("-"))) {
        String value =
            digits.substring(0, 2) + "-" + digits.substring(2, 10) + "-" + digits.substring(10);
        found.add(
            Entity.checked(
                EntityType.CUIT, text, matcher.start("id"), matcher.end("id"), value, valid));
      }
    }
    return found;
  }

  static boolean isValid(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    // A remainder of 1 has no digit: the authority then gives the number another kind.
    int expected = (11 - sum % 11) % 11;
    return expected == digits.charAt(10) - '0';
  }
}
