package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.locale.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A changed digit is found, and what nobody changed is not complained about. */
class FigureProofTest {

  private static final LocalDate DATE = LocalDate.of(2026, 11, 23);
  private static final DocumentComposer COMPOSER = new DocumentComposer();
  private static final SectionTemplates TEMPLATES = new SectionTemplates();
  private static final int MUTATIONS = 600;

  /** A finished document and what proves its figures. */
  private record Subject(String name, String markdown, FigureProof proof, FigureProof byValue) {}

  @Test
  void check_everyExampleInBothLanguages_noFalseAlarm() throws IOException {
    int figures = 0;
    List<String> alarms = new ArrayList<>();
    List<String> unproven = new ArrayList<>();
    for (Subject subject : subjects()) {
      figures += subject.proof.count(subject.markdown);
      subject
          .proof
          .check(subject.markdown)
          .forEach(finding -> alarms.add(subject.name + ": " + finding));
      subject
          .proof
          .unproven(subject.markdown)
          .forEach(finding -> unproven.add(subject.name + ": " + finding));
    }
    System.out.printf(
        "%d figures, %d false alarms, %d without a known origin%n",
        figures, alarms.size(), unproven.size());
    unproven.forEach(System.out::println);
    assertThat(figures).isGreaterThan(1000);
    assertThat(alarms).isEmpty();
    assertThat(unproven).isEmpty();
  }

  /** One digit of a random figure, changed to any other: in the place it has, and anywhere. */
  @Test
  void check_oneDigitChanged_isFound() throws IOException {
    Random random = new Random(26);
    List<Subject> subjects = subjects();
    List<String> missed = new ArrayList<>();
    int byValue = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Subject subject = subjects.get(random.nextInt(subjects.size()));
      Mutation mutation = Mutation.of(subject.markdown, random);
      if (subject.proof.check(mutation.markdown).isEmpty()) {
        missed.add(subject.name + ": " + mutation);
      }
      byValue += subject.byValue.check(mutation.markdown).isEmpty() ? 0 : 1;
    }
    System.out.printf(
        "%d of %d changed digits found; %d by their value alone%n",
        MUTATIONS - missed.size(), MUTATIONS, byValue);
    missed.forEach(System.out::println);
    assertThat(missed).isEmpty();
    // Had a model rewritten every sentence and table: small numbers are then other small numbers.
    assertThat(byValue).isGreaterThan(MUTATIONS / 3);
  }

  private static List<Subject> subjects() throws IOException {
    List<Subject> subjects = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("../examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        for (Language language : Language.values()) {
          DocumentPlan plan =
              COMPOSER.plan(BriefFormat.yaml(Files.readString(file)).in(language), DATE);
          subjects.add(
              new Subject(
                  file.getFileName() + " " + language.code(),
                  DocumentComposerTest.document(plan),
                  FigureProof.of(COMPOSER, TEMPLATES, plan),
                  FigureProof.of(TEMPLATES, plan, List.of())));
        }
      }
    }
    return subjects;
  }

  /** A document with one digit of one figure changed. */
  private record Mutation(String markdown, String before, String after) {

    /** Numerals that are no part of a date, a year, a time, a list's number or a chart's axis. */
    private static final Pattern FIGURE =
        Pattern.compile("(?<![\\p{L}\\d/:·-])\\d(?:[\\d.,]*\\d)?(?![\\d/:])(?!-\\d)");

    private static final Pattern NEIGHBOURS_OF_A_DATE =
        Pattern.compile(
            "(?i)(?:de|[a-z]{3,9}|[a-z]{3,9} \\d{1,2},) $|^ (?:de"
                + " )?(?:enero|febrero|marzo|abril|mayo"
                + "|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|january|february|march"
                + "|april|may|june|july|august|september|october|november|december)\\b");

    static Mutation of(String markdown, Random random) {
      String body = DocumentCheck.body(markdown);
      int offset = markdown.length() - body.length();
      List<MatchResult> figures =
          FIGURE.matcher(body).results().filter(found -> figure(body, found)).toList();
      MatchResult chosen = figures.get(random.nextInt(figures.size()));
      String written = chosen.group();
      int at = random.nextInt(written.length());
      while (!Character.isDigit(written.charAt(at))) {
        at = (at + 1) % written.length();
      }
      int other = (written.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
      String changed = written.substring(0, at) + other + written.substring(at + 1);
      int start = offset + chosen.start();
      return new Mutation(
          markdown.substring(0, start) + changed + markdown.substring(start + written.length()),
          markdown.substring(Math.max(0, start - 40), start) + written,
          changed);
    }

    private static boolean figure(String body, MatchResult found) {
      String written = found.group();
      String before = body.substring(Math.max(0, found.start() - 14), found.start());
      String after = body.substring(found.end(), Math.min(body.length(), found.end() + 14));
      boolean listNumber =
          before.isEmpty() || (before.endsWith("\n") && after.matches("(?s)\\. .*"));
      boolean heading =
          body.substring(body.lastIndexOf('\n', found.start()) + 1, found.start()).startsWith("#");
      boolean year = written.matches("(19|20)\\d\\d");
      boolean axis = written.length() == 2 && before.matches("(?s).*(?i)\\b[a-z]{3} $");
      return !listNumber
          && !heading
          && !year
          && !axis
          && !NEIGHBOURS_OF_A_DATE.matcher(after).find();
    }

    @Override
    public String toString() {
      return "\"" + before.replaceAll("\\s+", " ") + "\" became " + after;
    }
  }
}
