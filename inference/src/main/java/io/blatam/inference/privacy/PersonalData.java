package io.blatam.inference.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds personal data in text: addresses, phones, accounts, and the tax and identity numbers of
 * Spain, Mexico, Colombia, Argentina and the United States. A number counts when it is written as
 * such and its check digits agree; one that has none counts only beside its name ("C.C.", "tel.").
 * Names of people are not found: without a list they can not be told from other names.
 */
final class PersonalData {

  /** Where something stands, and what it is called in its placeholder. */
  record Found(String kind, int start, int end) {}

  private record Rule(String kind, Pattern pattern, Predicate<String> valid) {}

  private static final Predicate<String> ANY = text -> true;

  /** The first that matches a place wins. Group 1, where there is one, is what is hidden. */
  private static final List<Rule> RULES =
      List.of(
          rule("EMAIL", "[\\p{L}0-9._%+-]+@[\\p{L}0-9-]+(?:\\.[\\p{L}0-9-]+)+", ANY),
          rule("IBAN", "[A-Z]{2}\\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}", CheckDigits::iban),
          rule("CURP", "[A-ZÑ][AEIOUX][A-ZÑ]{2}\\d{6}[HMX][A-Z]{5}[A-Z0-9]\\d", CheckDigits::curp),
          rule("RFC", "[A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{3}", CheckDigits::rfc),
          rule("NIF", "(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]", CheckDigits::nif),
          rule("CIF", "[ABCDEFGHJNPQRSUVW]-?\\d{7}-?[0-9A-J]", CheckDigits::cif),
          rule("CARD", "\\d(?:[ -]?\\d){12,18}", CheckDigits::card),
          rule("CUIT", "(?:20|2[347]|3[034])-?\\d{8}-?\\d", CheckDigits::cuit),
          rule("NIT", "\\d{1,3}(?:\\.\\d{3}){2}-\\d|\\d{8,10}-\\d", CheckDigits::nit),
          rule("SSN", "\\d{3}-\\d{2}-\\d{4}", CheckDigits::ssn),
          rule("EIN", "(?i:EIN|employer id\\w*(?: number| no\\.?)?)\\W{1,3}(\\d{2}-\\d{7})", ANY),
          rule(
              "CEDULA",
              "(?i:c\\.\\s?c\\.|\\bCC\\b|c[ée]dula(?: de ciudadan[íi]a)?|DNI)"
                  + "(?i:\\s+(?:n[.º°o]*|no\\.|núm\\.|number))?\\W{0,3}"
                  + "(\\d{1,3}(?:\\.\\d{3}){2,3}|\\d{6,10})",
              ANY),
          rule("PHONE", "\\+\\d{1,3}(?:[ .-]?\\(?\\d{1,4}\\)?){2,5}", PersonalData::phone),
          rule("PHONE", "\\(?\\d{3}\\)?[ .-]\\d{3}-\\d{4}", PersonalData::phone),
          rule(
              "PHONE",
              "(?i:tel(?:[ée]fono|ephone|\\.)?|m[óo]vil|cel(?:ular|\\.)?|phone|whatsapp|fax)"
                  + "(?i:\\s+(?:n[.º°o]*|no\\.|number))?[\\s:.]{1,3}"
                  + "(\\(?\\d{1,4}\\)?(?:[ .-]?\\d{2,4}){2,5})",
              PersonalData::phone));

  private PersonalData() {}

  private static Rule rule(String kind, String pattern, Predicate<String> valid) {
    return new Rule(
        kind, Pattern.compile("(?<![\\p{L}\\d])(?:" + pattern + ")(?![\\p{L}\\d])"), valid);
  }

  /** In order, none overlapping another. */
  static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(text);
      while (matcher.find()) {
        int group = matcher.groupCount() == 0 ? 0 : 1;
        Found here = new Found(rule.kind(), matcher.start(group), matcher.end(group));
        if (rule.valid().test(bare(matcher.group(group)))
            && found.stream().noneMatch(other -> overlap(other, here))) {
          found.add(here);
        }
      }
    }
    found.sort(Comparator.comparingInt(Found::start));
    return found;
  }

  private static boolean overlap(Found one, Found other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  /** Letters and digits alone. */
  private static String bare(String text) {
    return text.replaceAll("[^\\p{L}\\d&]", "").toUpperCase(Locale.ROOT);
  }

  private static boolean phone(String digits) {
    return digits.length() >= 7 && digits.length() <= 15;
  }
}
