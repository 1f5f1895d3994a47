package io.blatam.bul.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.blatam.bul.locale.Language;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a brief says about the day of its run: {@code {{month_year}}}, or with a shift in the same
 * unit {@code {{month_year-1}}} for the month before. A fixed list of words and nothing else: what
 * is filled in is not read again, so a brief can neither run code nor grow.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*([+-]\\s*\\d{1,3})?\\s*}}");

  /** A day, moved by so many units of its own, in words. */
  private interface Word {
    String of(LocalDate day, int shift, Locale language);
  }

  private static final Map<String, Word> WORDS = words();

  private Placeholders() {}

  /**
   * A copy with every text filled in.
   *
   * @throws IllegalArgumentException {@code brief: …} for a word that is not known
   */
  static ObjectNode fill(ObjectNode brief, LocalDate day, Language language) {
    return (ObjectNode) fill((JsonNode) brief, text -> fill(text, day, language));
  }

  private static JsonNode fill(JsonNode node, java.util.function.UnaryOperator<String> filling) {
    if (node instanceof ObjectNode object) {
      ObjectNode filled = object.objectNode();
      object
          .properties()
          .forEach(field -> filled.set(field.getKey(), fill(field.getValue(), filling)));
      return filled;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode filled = array.arrayNode();
      array.forEach(element -> filled.add(fill(element, filling)));
      return filled;
    }
    return node.isTextual() ? TextNode.valueOf(filling.apply(node.textValue())) : node;
  }

  static String fill(String text, LocalDate day, Language language) {
    Matcher found = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (found.find()) {
      requireNoBraces(text.substring(from, found.start()));
      Word word = WORDS.get(found.group(1));
      if (word == null) {
        throw unknown(found.group());
      }
      int shift =
          found.group(2) == null ? 0 : Integer.parseInt(found.group(2).replaceAll("\\s", ""));
      filled.append(text, from, found.start());
      filled.append(word.of(day, shift, Locale.forLanguageTag(language.code())));
      from = found.end();
    }
    requireNoBraces(text.substring(from));
    return filled.append(text, from, text.length()).toString();
  }

  private static void requireNoBraces(String rest) {
    int open = rest.indexOf("{{");
    if (open >= 0) {
      throw unknown(rest.substring(open, Math.min(rest.length(), open + 40)));
    }
  }

  private static IllegalArgumentException unknown(String given) {
    return new IllegalArgumentException(
        "brief: there is no placeholder "
            + given
            + "; there are "
            + String.join(", ", WORDS.keySet())
            + ", each in {{ }} and with a shift such as {{month_year-1}}");
  }

  private static Map<String, Word> words() {
    Map<String, Word> words = new TreeMap<>();
    words.put("date", (day, by, language) -> date(day.plusDays(by), language));
    words.put("iso_date", (day, by, language) -> day.plusDays(by).toString());
    words.put("day", (day, by, language) -> number(day.plusDays(by).getDayOfMonth()));
    words.put(
        "weekday",
        (day, by, language) ->
            day.plusDays(by).getDayOfWeek().getDisplayName(TextStyle.FULL, language));
    words.put("week", (day, by, language) -> number(week(day.plusWeeks(by))));
    words.put("month", months(Placeholders::monthName));
    words.put("month_number", months((day, language) -> number(day.getMonthValue())));
    words.put("month_year", months(Placeholders::monthAndYear));
    words.put("first_day", months((day, language) -> day.withDayOfMonth(1).toString()));
    words.put(
        "last_day", months((day, language) -> day.withDayOfMonth(day.lengthOfMonth()).toString()));
    words.put(
        "quarter",
        (day, by, language) -> number(day.plusMonths(3L * by).get(IsoFields.QUARTER_OF_YEAR)));
    words.put("year", (day, by, language) -> number(day.plusYears(by).getYear()));
    return words;
  }

  private static Word months(BiFunction<LocalDate, Locale, String> word) {
    return (day, by, language) -> word.apply(day.plusMonths(by), language);
  }

  private static String date(LocalDate day, Locale language) {
    return day.format(
        DateTimeFormatter.ofPattern(
            spanish(language) ? "d 'de' MMMM 'de' uuuu" : "MMMM d, uuuu", language));
  }

  private static String monthAndYear(LocalDate day, Locale language) {
    return day.format(
        DateTimeFormatter.ofPattern(spanish(language) ? "MMMM 'de' uuuu" : "MMMM uuuu", language));
  }

  private static String monthName(LocalDate day, Locale language) {
    return day.getMonth().getDisplayName(TextStyle.FULL, language);
  }

  private static boolean spanish(Locale language) {
    return language.getLanguage().equals("es");
  }

  private static int week(LocalDate day) {
    return day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static String number(int value) {
    return Integer.toString(value);
  }
}
