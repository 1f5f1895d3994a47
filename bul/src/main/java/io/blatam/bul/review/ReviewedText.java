package io.blatam.bul.review;

import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Outline;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A document as a reviewer reads it: chapter by chapter, without charts and front matter. */
final class ReviewedText {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```\\s*$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,4} +(.+)$");
  private static final int QUOTE = 120;

  /** A chapter's words as they stand, and folded for matching. */
  record Chapter(String id, String text, String folded) {}

  private final DocumentPlan plan;
  private final List<Chapter> chapters;
  private final String headings;
  private final String folded;

  private ReviewedText(DocumentPlan plan, List<Chapter> chapters, String headings) {
    this.plan = plan;
    this.chapters = chapters;
    this.headings = headings;
    this.folded = chapters.stream().map(Chapter::folded).collect(Collectors.joining("\n"));
  }

  static ReviewedText of(DocumentPlan plan, List<SectionText> sections) {
    List<Chapter> chapters =
        sections.stream()
            .map(
                section -> {
                  String text = FENCE.matcher(section.markdown()).replaceAll("");
                  return new Chapter(
                      section.sectionId(), text, PlainLetters.fold(section.title() + "\n" + text));
                })
            .toList();
    String headings =
        sections.stream()
            .map(
                section ->
                    section.title()
                        + "\n"
                        + HEADING
                            .matcher(section.markdown())
                            .results()
                            .map(found -> found.group(1))
                            .collect(Collectors.joining("\n")))
            .collect(Collectors.joining("\n"));
    return new ReviewedText(plan, chapters, PlainLetters.fold(headings));
  }

  DocumentPlan plan() {
    return plan;
  }

  Language language() {
    return plan.brief().language();
  }

  Outline outline() {
    return plan.outline();
  }

  List<Chapter> chapters() {
    return chapters;
  }

  /** Whether a heading has the phrase. */
  boolean heads(String phrase) {
    return Phrase.beginning(phrase).in(headings);
  }

  /** Whether the text has the phrase anywhere. */
  boolean has(String phrase) {
    return Phrase.beginning(phrase).in(folded);
  }

  long words() {
    return chapters.stream().mapToLong(chapter -> words(chapter.text())).sum();
  }

  static long words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  /** The line of a chapter that has the phrase, as it stands there; empty where none has it. */
  static Optional<String> line(Chapter chapter, Phrase phrase) {
    // Folding keeps the letters of a line together, so what the chapter has not, no line has.
    return !phrase.in(chapter.folded()) ? Optional.empty() : lineWith(chapter, phrase);
  }

  private static Optional<String> lineWith(Chapter chapter, Phrase phrase) {
    return chapter
        .text()
        .lines()
        .filter(line -> phrase.in(PlainLetters.fold(line)))
        .map(String::strip)
        .map(line -> line.length() <= QUOTE ? line : line.substring(0, QUOTE) + "…")
        .findFirst();
  }

  /** The words around a find, for a person. */
  static String quote(String text, Matcher found) {
    int from = Math.max(0, text.lastIndexOf('\n', found.start()) + 1);
    int end = text.indexOf('\n', found.end());
    int to = end < 0 ? text.length() : end;
    if (to - from > QUOTE) {
      from = Math.max(from, found.start() - QUOTE / 3);
      to = Math.min(to, from + QUOTE);
    }
    return text.substring(from, to).strip();
  }
}
