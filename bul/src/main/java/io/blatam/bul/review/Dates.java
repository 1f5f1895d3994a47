package io.blatam.bul.review;

import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.locale.PlainLetters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every date exists: no 31st of April, no 29th of February in a year without one. */
final class Dates {
  private static final List<String> SPANISH =
      List.of(
          "enero",
          "febrero",
          "marzo",
          "abril",
          "mayo",
          "junio",
          "julio",
          "agosto",
          "septiembre",
          "octubre",
          "noviembre",
          "diciembre");
  private static final List<String> ENGLISH =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final Pattern WRITTEN =
      Pattern.compile("(?=\\d)\\b(\\d{1,2}) (?:de |of )?([a-z]{3,10})(?: de|,| del)? (\\d{4})\\b");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b([a-z]{3,10}) (\\d{1,2}), (\\d{4})\\b");

  /** Every date with the month first has one, and it is found faster. */
  private static final Pattern DAY_AND_YEAR = Pattern.compile("\\d, \\d{4}");

  private static final Pattern NUMERIC = Pattern.compile("(?=\\d)\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");

  private Dates() {}

  static List<Remark> check(ReviewedText text) {
    List<Remark> remarks = new ArrayList<>();
    for (ReviewedText.Chapter chapter : text.chapters()) {
      Matcher written = WRITTEN.matcher(chapter.folded());
      while (written.find()) {
        check(
            number(written, 3),
            month(written.group(2)),
            number(written, 1),
            written,
            chapter,
            text,
            remarks);
      }
      Matcher monthFirst = MONTH_FIRST.matcher(chapter.folded());
      boolean any = DAY_AND_YEAR.matcher(chapter.folded()).find();
      while (any && monthFirst.find()) {
        check(
            number(monthFirst, 3),
            month(monthFirst.group(1)),
            number(monthFirst, 2),
            monthFirst,
            chapter,
            text,
            remarks);
      }
      Matcher numeric = NUMERIC.matcher(chapter.folded());
      while (numeric.find()) {
        check(
            number(numeric, 1),
            number(numeric, 2),
            number(numeric, 3),
            numeric,
            chapter,
            text,
            remarks);
      }
    }
    return remarks;
  }

  private static void check(
      int year,
      int month,
      int day,
      Matcher found,
      ReviewedText.Chapter chapter,
      ReviewedText text,
      List<Remark> remarks) {
    if (month == 0) {
      return;
    }
    try {
      LocalDate.of(year, month, day);
    } catch (DateTimeException impossible) {
      remarks.add(
          new Remark(
              "impossible-date",
              Severity.SEVERE,
              chapter.id(),
              found.group(),
              text.language().choose("Esa fecha no existe", "There is no such date")));
    }
  }

  private static int month(String name) {
    String plain = PlainLetters.fold(name);
    return Math.max(SPANISH.indexOf(plain), ENGLISH.indexOf(plain)) + 1;
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }
}
