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
    return phrase(phrase).matcher(headings).find();
  }

  /** Whether the text has the phrase anywhere. */
  boolean has(String phrase) {
    return phrase(phrase).matcher(folded).find();
  }

  long words() {
    return chapters.stream().mapToLong(chapter -> words(chapter.text())).sum();
  }

  static long words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  /** A phrase from the beginning of a word on, accents and case aside; its end may go on. */
  static Pattern phrase(String phrase) {
    String plain = PlainLetters.fold(phrase);
    boolean word = !plain.isEmpty() && Character.isLetterOrDigit(plain.charAt(0));
    return Pattern.compile((word ? "(?<![\\p{L}\\p{N}])" : "") + Pattern.quote(plain));
  }

  /** The line of a chapter that has the phrase, as it stands there; empty where none has it. */
  static Optional<String> line(Chapter chapter, Pattern phrase) {
    return chapter
        .text()
        .lines()
        .filter(line -> phrase.matcher(PlainLetters.fold(line)).find())
        .map(String::strip)
        .map(line -> line.length() <= QUOTE ? line : line.substring(0, QUOTE) + "…")
        .findFirst();
  }

  /** A phrase as whole words. */
  static Pattern words(Pattern phrase) {
    return Pattern.compile(phrase.pattern() + "(?![\\p{L}\\p{N}])");
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
