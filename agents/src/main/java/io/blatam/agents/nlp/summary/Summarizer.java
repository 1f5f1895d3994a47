package io.blatam.agents.nlp.summary;

import io.blatam.agents.nlp.entity.Entity;
import io.blatam.agents.nlp.entity.EntityType;
import io.blatam.redundancy.api.Language;
import io.blatam.redundancy.api.Redundancy;
import io.blatam.redundancy.api.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Chooses the sentences that the others recommend most, with a boost for those that hold figures:
 * what a business reader looks for in a summary is the amounts and dates.
 */
public final class Summarizer {

  private static final Set<EntityType> FIGURES =
      EnumSet.of(EntityType.AMOUNT, EntityType.PERCENTAGE, EntityType.DATE);

  /** A sentence with figures needs two thirds of the recommendations of one without. */
  private static final double FIGURE_BOOST = 1.5;

  /** Each pair is compared, so of a longer text its beginning is read, where a report's gist is. */
  private static final int MAX_SENTENCES = 600;

  /** Headings and fragments are no summary. */
  private static final int MIN_WORDS = 4;

  /** Share of terms in common above which a sentence says nothing new. */
  private static final double SAID_ALREADY = 0.6;

  private static final double DEFAULT_RATIO = 0.2;
  private static final int DEFAULT_MIN = 2;
  private static final int DEFAULT_MAX = 8;

  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Summarizer() {}

  private record Candidate(int index, Span span, Set<String> terms, double score) {}

  /**
   * @param figures the text's entities, in order
   * @param sentences how many to choose; a fifth of the text where not said, 2 to 8
   */
  public static Summary of(
      String text, Language language, List<Entity> figures, OptionalInt sentences) {
    List<Span> spans =
        Redundancy.sentences(text).stream()
            .filter(span -> words(span.in(text)).size() >= MIN_WORDS)
            .limit(MAX_SENTENCES)
            .toList();
    int wanted = sentences.orElseGet(() -> defaultCount(spans.size()));
    List<Candidate> best = chosen(candidates(text, language, spans, figures), wanted);
    double top = best.stream().mapToDouble(Candidate::score).max().orElse(1);
    List<Candidate> inOrder =
        best.stream().sorted(Comparator.comparingInt(Candidate::index)).toList();
    return Summary.of(
        text,
        inOrder.stream().map(Candidate::span).toList(),
        inOrder.stream().map(candidate -> candidate.score() / top).toList(),
        spans.size());
  }

  private static int defaultCount(int available) {
    int share = (int) Math.ceil(available * DEFAULT_RATIO);
    return Math.max(DEFAULT_MIN, Math.min(DEFAULT_MAX, share));
  }

  private static List<Candidate> candidates(
      String text, Language language, List<Span> spans, List<Entity> figures) {
    List<Set<String>> terms =
        spans.stream().map(span -> Redundancy.terms(span.in(text), language)).toList();
    double[] scores = SentenceRanking.scores(terms);
    return IntStream.range(0, spans.size())
        .mapToObj(
            i ->
                new Candidate(
                    i,
                    spans.get(i),
                    terms.get(i),
                    scores[i] * (holdsFigure(spans.get(i), figures) ? FIGURE_BOOST : 1)))
        .toList();
  }

  private static boolean holdsFigure(Span span, List<Entity> figures) {
    return figures.stream()
        .anyMatch(
            entity ->
                FIGURES.contains(entity.type())
                    && entity.start() >= span.start()
                    && entity.end() <= span.end());
  }

  private static List<Candidate> chosen(List<Candidate> candidates, int wanted) {
    List<Candidate> chosen = new ArrayList<>();
    List<Candidate> ranked =
        candidates.stream()
            .sorted(
                Comparator.comparingDouble((Candidate candidate) -> -candidate.score())
                    .thenComparingInt(Candidate::index))
            .toList();
    for (Candidate candidate : ranked) {
      if (chosen.size() == wanted) {
        break;
      }
      if (chosen.stream().noneMatch(better -> saysTheSame(better, candidate))) {
        chosen.add(candidate);
      }
    }
    return chosen;
  }

  private static boolean saysTheSame(Candidate a, Candidate b) {
    Set<String> union = new HashSet<>(a.terms());
    union.addAll(b.terms());
    long shared = a.terms().stream().filter(b.terms()::contains).count();
    return !union.isEmpty() && (double) shared / union.size() > SAID_ALREADY;
  }

  private static List<String> words(String sentence) {
    return NOT_A_WORD
        .splitAsStream(sentence.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
