package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers: international ones (E.164, with {@code +} or {@code 00}), and national ones
 * that a label announces or whose groups are those of a telephone number. The value is the digits,
 * with a plus where the country is known.
 */
final class PhoneRecognizer implements Recognizer {

  private static final int MIN_DIGITS = 7;

  /** ITU-T E.164: a number has at most 15 digits, country code included. */
  private static final int MAX_DIGITS = 15;

  private static final String DIGITS = "\\(?\\d{1,4}\\)?(?:[ .\u00a0-]{0,2}\\(?\\d{1,4}\\)?){1,7}";

  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\p{L}\\d.,/$€£+-])(?:"
              + "(?<international>(?:\\+|00(?=[1-9]))"
              + DIGITS
              + ")|(?:tel[eé]fonos?|tel[eé]f?|tfno|m[oó]vil|celular|cel|whatsapp|phone|mobile|cell|fax)\\.?[:\\s]{0,3}(?<labelled>"
              + DIGITS
              + ")|(?<grouped>[6789]\\d{2}(?:[ .]\\d{3}){2}|[6789]\\d{2}(?: \\d{2}){3}|3\\d{2} \\d{3} ?\\d{4}|\\(\\d{2,3}\\) ?\\d{3,4}[ -]\\d{4}|\\d{3}-\\d{3}-\\d{4})"
              + ")(?![\\p{L}\\d%])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = PHONE.matcher(text);
    while (matcher.find()) {
      String group = groupOf(matcher);
      String digits = matcher.group(group).replaceAll("\\D", "");
      if (digits.length() >= MIN_DIGITS && digits.length() <= MAX_DIGITS) {
        boolean international = group.equals("international");
        String value = international ? "+" + digits.replaceFirst("^00", "") : digits;
        found.add(
            Entity.unchecked(
                EntityType.PHONE, text, matcher.start(group), matcher.end(group), value));
      }
    }
    return found;
  }

  private static String groupOf(Matcher matcher) {
    if (matcher.group("international") != null) {
      return "international";
    }
    return matcher.group("labelled") != null ? "labelled" : "grouped";
  }
}
