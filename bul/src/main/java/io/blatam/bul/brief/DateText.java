package io.blatam.bul.brief;

import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.locale.WrittenDate;
import java.time.LocalDate;
import java.util.List;

/**
 * A day named in a brief's text. "31/02/2027" is no day, so the text names none there.
 *
 * @param start where it begins in the text
 */
public record DateText(LocalDate date, int start) {

  /** Every day in {@code text}, in order. */
  public static List<DateText> findAll(String text) {
    return WrittenDate.dayFirst(PlainLetters.fold(text)).stream()
        .flatMap(written -> written.date().stream().map(day -> new DateText(day, written.start())))
        .toList();
  }
}
