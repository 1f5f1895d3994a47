package io.blatam.redundancy.repetition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.blatam.redundancy.api.RepeatedPassage;
import io.blatam.redundancy.api.Span;
import io.blatam.redundancy.text.MarkdownProse;
import io.blatam.redundancy.text.Word;
import io.blatam.redundancy.text.Words;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RepetitionTest {

  @Test
  void of_passageWrittenDifferently() {
    String text =
        "Primero: El café llega fresco, cada mañana. Otra cosa. EL CAFE LLEGA (fresco) cada manana!";
    Repetition.Report report = report(text, 5);

    assertThat(report.passages()).hasSize(1);
    RepeatedPassage passage = report.passages().get(0);
    assertThat(passage.words()).isEqualTo(6);
    assertThat(passage.occurrences())
        .extracting(span -> span.in(text))
        .containsExactly("El café llega fresco, cada mañana", "EL CAFE LLEGA (fresco) cada manana");
    assertThat(report.share()).isCloseTo(6 / 15.0, within(1e-9));
  }

  @Test
  void of_threeTimes_oneEntryWithThreeOccurrences() {
    String passage = "uno dos tres cuatro cinco seis siete ocho";
    Repetition.Report report = report(passage + " a. " + passage + " b. " + passage + " c.", 8);
    assertThat(report.passages()).hasSize(1);
    assertThat(report.passages().get(0).occurrences()).hasSize(3);
  }

  @Test
  void of_longerPassageBeginsAWordLater_wins() {
    String text = "x a b c. y b c d e f g. w a b c d e f g";
    assertThat(report(text, 3).passages().get(0).text()).isEqualTo("b c d e f g");
  }

  @Test
  void of_differentTexts_nothing() {
    assertThat(report("uno dos tres cuatro cinco seis siete ocho nueve diez", 2).passages())
        .isEmpty();
  }

  @Test
  void of_noWords() {
    Repetition.Report report = report("", 3);
    assertThat(report.passages()).isEmpty();
    assertThat(report.share()).isZero();
  }

  @Test
  void of_passageDoesNotSpanATable() {
    String table = "\n\n| t |\n|---|\n| u |\n\n";
    String text = "a b c d" + table + "e f g h.\n\nx y.\n\na b c d" + table + "e f g h.";
    assertThat(report(text, 3).passages()).extracting(RepeatedPassage::words).containsExactly(4, 4);
  }

  /** A megabyte of one word would take hours if any step were quadratic. */
  @Test
  void of_oneWordOverAndOver_takesSeconds() {
    String text = "la ".repeat(350_000);
    Repetition.Report report =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> report(text, 8));
    assertThat(report.share()).isGreaterThan(0.99);
  }

  @Property(tries = 500)
  void of_anyText_occurrencesSayTheSameAndDoNotOverlap(
      @ForAll @Size(max = 120) List<@CharRange(from = 'a', to = 'd') Character> letters,
      @ForAll @IntRange(min = 1, max = 5) int minWords) {
    String text = String.join(" ", letters.stream().map(String::valueOf).toList());
    for (RepeatedPassage passage : report(text, minWords).passages()) {
      assertThat(passage.words()).isGreaterThanOrEqualTo(minWords);
      assertThat(passage.occurrences()).hasSizeGreaterThan(1);
      Span before = new Span(0, 0);
      for (Span span : passage.occurrences()) {
        assertThat(span.in(text)).isEqualTo(passage.text());
        assertThat(span.start()).isGreaterThanOrEqualTo(before.end());
        before = span;
      }
    }
  }

  /** What brute force finds repeated, the automaton finds too. */
  @Property(tries = 300)
  void of_anyText_findsSomethingWhereverBruteForceDoes(
      @ForAll @Size(max = 60) List<@CharRange(from = 'a', to = 'c') Character> letters,
      @ForAll @IntRange(min = 1, max = 4) int minWords) {
    String text = String.join(" ", letters.stream().map(String::valueOf).toList());
    assertThat(report(text, minWords).passages().isEmpty())
        .isEqualTo(!repeatsAnywhere(letters, minWords));
  }

  private static boolean repeatsAnywhere(List<Character> letters, int length) {
    for (int i = 0; i + length <= letters.size(); i++) {
      for (int j = i + length; j + length <= letters.size(); j++) {
        if (letters.subList(i, i + length).equals(letters.subList(j, j + length))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Repetition.Report report(String text, int minWords) {
    List<Word> words = Words.of(MarkdownProse.of(text));
    return Repetition.of(text, words, minWords);
  }
}
