package io.blatam.bul.review;

import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.brief.Company;
import io.blatam.bul.locale.PlainLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The company and who signs for it are spelled the same everywhere. */
final class Names {
  private static final int SHORTEST = 4;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}&'.’-]+");

  private Names() {}

  static List<Remark> check(ReviewedText text) {
    Company company = text.plan().brief().company();
    List<Remark> remarks = new ArrayList<>();
    Stream.of(company.name(), company.representative())
        .flatMap(Optional::stream)
        .filter(name -> name.length() >= SHORTEST)
        .forEach(name -> text.chapters().forEach(c -> check(name, c, text, remarks)));
    return remarks;
  }

  /** The same letters in another spelling: accents lost, capitals lost. All capitals is a style. */
  private static void check(
      String name, ReviewedText.Chapter chapter, ReviewedText text, List<Remark> remarks) {
    int length = (int) WORD.matcher(name).results().count();
    if (length < 2) {
      return;
    }
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(chapter.text());
    String wanted = PlainLetters.fold(name);
    String last = wanted.substring(wanted.lastIndexOf(' ') + 1);
    while (word.find()) {
      words.add(word.group());
      if (words.size() > length) {
        words.remove(0);
      }
      if (words.size() < length || !PlainLetters.fold(word.group()).equals(last)) {
        continue;
      }
      String here = String.join(" ", words);
      boolean same = PlainLetters.fold(here).equals(wanted);
      if (same && !here.equals(name) && !here.equals(here.toUpperCase(Locale.ROOT))) {
        remarks.add(
            new Remark(
                "name-spelled-differently",
                Severity.WARNING,
                chapter.id(),
                here,
                text.language()
                    .choose("Escriba siempre «%s»", "Always write “%s”")
                    .formatted(name)));
        return;
      }
    }
  }
}
