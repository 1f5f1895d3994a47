package io.blatam.bul.brief;

import io.blatam.bul.locale.PlainLetters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A day named in a text: "2027-01-15", "15 de enero de 2027", "15 January 2027", "January 15,
 * 2027", "15/01/2027" (day first). A day without its year names none.
 *
 * @param start where it begins in the text
 */
public record DateText(LocalDate date, int start) {
  private static final List<String> ES =
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
  private static final List<String> EN =
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
  private static final String NAMES = String.join("|", ES) + "|" + String.join("|", EN);
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "\\b(\\d{1,2})(?:\\.?º|st|nd|rd|th)?(?: de| of)? ("
              + NAMES
              + ")(?: de| del|,)? (\\d{4})\\b");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b(" + NAMES + ") (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b");
  private static final Pattern SLASHES = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b");

  /** Every day in {@code text}, in order. */
  public static List<DateText> findAll(String text) {
    String folded = PlainLetters.fold(text);
    List<DateText> days = new ArrayList<>();
    ISO.matcher(folded).results().forEach(m -> add(days, m, m.group(1), m.group(2), m.group(3)));
    DAY_FIRST
        .matcher(folded)
        .results()
        .forEach(m -> add(days, m, m.group(3), month(m.group(2)), m.group(1)));
    MONTH_FIRST
        .matcher(folded)
        .results()
        .forEach(m -> add(days, m, m.group(3), month(m.group(1)), m.group(2)));
    SLASHES
        .matcher(folded)
        .results()
        .forEach(m -> add(days, m, m.group(3), m.group(2), m.group(1)));
    days.sort(Comparator.comparingInt(DateText::start));
    return days;
  }

  private static String month(String name) {
    int spanish = ES.indexOf(name);
    return String.valueOf((spanish >= 0 ? spanish : EN.indexOf(name)) + 1);
  }

  private static void add(
      List<DateText> days, MatchResult at, String year, String month, String day) {
    try {
      days.add(
          new DateText(
              LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)),
              at.start()));
    } catch (DateTimeException noSuchDay) {
      // "31/02/2027" is no day, so the text names none here.
      return;
    }
  }
}
