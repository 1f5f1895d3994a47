package io.blatam.bul.locale;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A day as a text names it, whether or not there is such a day. A day without its year is none.
 *
 * @param text as it stands in the folded text
 * @param start where it begins there
 */
public record WrittenDate(int year, int month, int day, String text, int start) {
  private static final String MONTH = "(" + Months.NAMES + ")";
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "\\b(\\d{1,2})(?:\\.?º|st|nd|rd|th)?(?: de| of)? "
              + MONTH
              + "(?: de| del|,)? (\\d{4})\\b");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b");
  private static final Pattern SLASHES = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b");

  /**
   * Every day that is spelled so that all readers take it for the same: "2027-01-15", "15 de enero
   * de 2027", "15 January 2027", "January 15, 2027".
   *
   * @param folded in plain letters ({@link PlainLetters#fold})
   */
  public static List<WrittenDate> spelled(String folded) {
    return sorted(
        Stream.of(
                found(ISO, folded).map(m -> of(m, number(m, 1), number(m, 2), number(m, 3))),
                found(DAY_FIRST, folded)
                    .map(m -> of(m, number(m, 3), Months.number(m.group(2)), number(m, 1))),
                found(MONTH_FIRST, folded)
                    .map(m -> of(m, number(m, 3), Months.number(m.group(1)), number(m, 2))))
            .flatMap(all -> all));
  }

  /** As {@link #spelled}, and "15/01/2027", the day first. */
  public static List<WrittenDate> dayFirst(String folded) {
    return sorted(
        Stream.concat(
            spelled(folded).stream(),
            found(SLASHES, folded).map(m -> of(m, number(m, 3), number(m, 2), number(m, 1)))));
  }

  /** The day, where there is such a one: there is no 31st of April. */
  public Optional<LocalDate> date() {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Stream<MatchResult> found(Pattern pattern, String folded) {
    return pattern.matcher(folded).results();
  }

  private static WrittenDate of(MatchResult found, int year, int month, int day) {
    return new WrittenDate(year, month, day, found.group(), found.start());
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static List<WrittenDate> sorted(Stream<WrittenDate> dates) {
    return dates.sorted(Comparator.comparingInt(WrittenDate::start)).toList();
  }
}
