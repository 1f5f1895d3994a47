package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calendar dates: ISO 8601, numeric, and in words of either language, with or without day or year.
 * The value is ISO 8601: {@code 2026-11-23}, {@code 2026-11}, {@code --11-23}. {@code 3/4/2026} is
 * read day first, except in English text; a date that no calendar has is none.
 */
final class DateRecognizer implements Recognizer {

  private static final String MONTH = "(?<month>" + MonthNames.pattern() + ")\\.?";
  private static final String YEAR = "(?<year>(?:1[89]|20)\\d{2})(?!\\d)";
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern ISO =
      Pattern.compile(
          "(?<![\\d-])(?<year>(?:1[89]|20)\\d{2})-(?<month>\\d{2})-(?<day>\\d{2})(?![\\d-])");
  private static final Pattern NUMERIC =
      Pattern.compile(
          "(?<![\\d/.-])(?<first>\\d{1,2})(?<separator>[/.-])(?<second>\\d{1,2})\\k<separator>(?<year>(?:1[89]|20)\\d{2}|\\d{2})(?![\\d/-])");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(?<![\\d.,])(?<day>\\d{1,2})(?:\\.?º|st|nd|rd|th)?(?: of| de)? "
              + MONTH
              + "(?:(?:,| del?)? "
              + YEAR
              + ")?",
          FLAGS);
  private static final Pattern MONTH_DAY =
      Pattern.compile(
          "(?<!\\p{L})" + MONTH + " (?<day>\\d{1,2})(?!\\d)(?:st|nd|rd|th)?(?:,? " + YEAR + ")?",
          FLAGS);
  private static final Pattern MONTH_YEAR =
      // Not the rest of a day that the month does not have: «31 de junio de 2026».
      Pattern.compile(
          "(?<!\\p{L})(?<!\\d(?:\\.?º)? (?:de )?)" + MONTH + "(?:,| del?)? " + YEAR, FLAGS);

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    collect(ISO, text, found, DateRecognizer::iso);
    collect(NUMERIC, text, found, matcher -> numeric(matcher, language));
    collect(DAY_MONTH, text, found, DateRecognizer::inWords);
    collect(MONTH_DAY, text, found, DateRecognizer::inWords);
    collect(MONTH_YEAR, text, found, DateRecognizer::monthOfYear);
    found.sort(Comparator.comparingInt(Entity::start));
    return found;
  }

  private interface Reading {
    Optional<String> of(Matcher matcher);
  }

  /** Earlier patterns are more specific, so what overlaps one of theirs is part of it. */
  private static void collect(Pattern pattern, String text, List<Entity> into, Reading reading) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    int known = 0;
    into.sort(Comparator.comparingInt(Entity::start));
    while (matcher.find()) {
      Optional<String> value = onCalendar(reading, matcher);
      if (value.isEmpty()) {
        continue;
      }
      Entity date =
          Entity.unchecked(EntityType.DATE, text, matcher.start(), matcher.end(), value.get());
      while (known < into.size() && into.get(known).end() <= date.start()) {
        known++;
      }
      if (known == into.size() || !into.get(known).overlaps(date)) {
        found.add(date);
      }
    }
    into.addAll(found);
  }

  private static Optional<String> onCalendar(Reading reading, Matcher matcher) {
    try {
      return reading.of(matcher);
    } catch (DateTimeException notOnTheCalendar) {
      return Optional.empty();
    }
  }

  private static Optional<String> iso(Matcher matcher) {
    return Optional.of(
        LocalDate.of(number(matcher, "year"), number(matcher, "month"), number(matcher, "day"))
            .toString());
  }

  private static Optional<String> numeric(Matcher matcher, Language language) {
    String writtenYear = matcher.group("year");
    if (writtenYear.length() == 2 && !matcher.group("separator").equals("/")) {
      // 1.2.10 is a section or a version.
      return Optional.empty();
    }
    int year = Integer.parseInt(writtenYear) + (writtenYear.length() == 2 ? 2000 : 0);
    int first = number(matcher, "first");
    int second = number(matcher, "second");
    boolean monthFirst = second > 12 || (language == Language.ENGLISH && first <= 12);
    return Optional.of(
        (monthFirst ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first))
            .toString());
  }

  private static Optional<String> inWords(Matcher matcher) {
    int month = MonthNames.number(matcher.group("month"));
    int day = number(matcher, "day");
    return Optional.of(
        matcher.group("year") == null
            ? MonthDay.of(month, day).toString()
            : LocalDate.of(number(matcher, "year"), month, day).toString());
  }

  private static Optional<String> monthOfYear(Matcher matcher) {
    return Optional.of(
        YearMonth.of(number(matcher, "year"), MonthNames.number(matcher.group("month")))
            .toString());
  }

  private static int number(Matcher matcher, String group) {
    return Integer.parseInt(matcher.group(group));
  }
}
