package io.blatam.bul.review;

import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.locale.WrittenDate;
import java.util.List;

/** Every date exists: no 31st of April, no 29th of February in a year without one. */
final class Dates {

  private Dates() {}

  static List<Remark> check(ReviewedText text) {
    return text.chapters().stream()
        .flatMap(
            chapter ->
                WrittenDate.spelled(chapter.folded()).stream()
                    .filter(written -> written.date().isEmpty())
                    .map(
                        written ->
                            new Remark(
                                "impossible-date",
                                Severity.SEVERE,
                                chapter.id(),
                                written.text(),
                                text.language()
                                    .choose("Esa fecha no existe", "There is no such date"))))
        .toList();
  }
}
