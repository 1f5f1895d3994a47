package io.blatam.redundancy.keyword;

import io.blatam.redundancy.api.Keyword;
import io.blatam.redundancy.api.Language;
import io.blatam.redundancy.api.Span;
import io.blatam.redundancy.text.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ranks the terms of one or more words by their C-value (K. Frantzi, S. Ananiadou, H. Mima,
 * <cite>Automatic recognition of multi-word terms</cite>, 2000): frequent terms, longer ones more,
 * less what they owe to the longer terms they stand in. Counted by stem; shown as most often
 * written.
 */
public final class Keywords {

  private static final int MAX_WORDS = 3;

  private Keywords() {}

  private record Occurrence(List<TermRuns.Content> words, boolean wholeRun) {
    Span span() {
      return new Span(words.get(0).word().start(), words.get(words.size() - 1).word().end());
    }
  }

  private record Ranked(List<String> stems, double score, List<Occurrence> occurrences) {
    int start() {
      return occurrences.get(0).span().start();
    }
  }

  /** The stems of all content words. */
  public static Set<String> terms(String source, List<Word> words, Language language) {
    return TermRuns.of(source, words, TermLanguage.of(language)).stream()
        .flatMap(List::stream)
        .map(TermRuns.Content::stem)
        .collect(Collectors.toSet());
  }

  /**
   * @return at most {@code limit}, best first
   */
  public static List<Keyword> of(String source, List<Word> words, Language language, int limit) {
    Map<List<String>, List<Occurrence>> candidates =
        candidates(TermRuns.of(source, words, TermLanguage.of(language)));
    Map<List<String>, double[]> nesting = nesting(candidates);
    List<Ranked> ranked = new ArrayList<>();
    candidates.forEach(
        (stems, occurrences) ->
            ranked.add(new Ranked(stems, cValue(stems, occurrences.size(), nesting), occurrences)));
    ranked.sort(
        Comparator.comparingDouble((Ranked r) -> -r.score()).thenComparingInt(Ranked::start));
    List<Ranked> chosen = new ArrayList<>();
    for (Ranked candidate : ranked) {
      if (chosen.size() == limit) {
        break;
      }
      if (chosen.stream().noneMatch(better -> contains(better.stems(), candidate.stems()))) {
        chosen.add(candidate);
      }
    }
    return chosen.stream().map(term -> keyword(source, term)).toList();
  }

  private static Map<List<String>, List<Occurrence>> candidates(List<List<TermRuns.Content>> runs) {
    Map<List<String>, List<Occurrence>> candidates = new LinkedHashMap<>();
    for (List<TermRuns.Content> run : runs) {
      for (int from = 0; from < run.size(); from++) {
        for (int to = from + 1; to <= Math.min(run.size(), from + MAX_WORDS); to++) {
          List<TermRuns.Content> words = run.subList(from, to);
          List<String> stems = words.stream().map(TermRuns.Content::stem).toList();
          candidates
              .computeIfAbsent(stems, k -> new ArrayList<>())
              .add(new Occurrence(words, to - from == run.size()));
        }
      }
    }
    candidates.entrySet().removeIf(entry -> !isTerm(entry.getKey(), entry.getValue()));
    Map<List<String>, Integer> frequencies = new HashMap<>();
    candidates.forEach((stems, occurrences) -> frequencies.put(stems, occurrences.size()));
    candidates.keySet().removeIf(stems -> isTermWithCompany(stems, frequencies));
    return candidates;
  }

  /** A phrase is a term if it recurs; so is a phrase of two words that stands alone. */
  private static boolean isTerm(List<String> stems, List<Occurrence> occurrences) {
    return stems.size() == 1
        || occurrences.size() > 1
        || (stems.size() == 2 && occurrences.get(0).wholeRun());
  }

  /**
   * Whether a term of fewer words recurs more often, so that the rest is passing company: <i>flujo
   * de caja</i> against <i>flujo de caja muestra</i>. Phrases of two words are terms as soon as
   * they recur themselves.
   */
  private static boolean isTermWithCompany(
      List<String> stems, Map<List<String>, Integer> frequencies) {
    int size = stems.size();
    int frequency = frequencies.get(stems);
    if (size == 1 || (size == 2 && frequency > 1)) {
      return false;
    }
    return frequencies.getOrDefault(stems.subList(0, size - 1), 0) > frequency
        || frequencies.getOrDefault(stems.subList(1, size), 0) > frequency;
  }

  /** For each term, how many longer candidates contain it and how often those occur in all. */
  private static Map<List<String>, double[]> nesting(
      Map<List<String>, List<Occurrence>> candidates) {
    Map<List<String>, double[]> nesting = new HashMap<>();
    candidates.forEach(
        (stems, occurrences) -> {
          for (int from = 0; from < stems.size(); from++) {
            for (int to = from + 1; to <= stems.size(); to++) {
              if (to - from < stems.size()) {
                double[] sums =
                    nesting.computeIfAbsent(stems.subList(from, to), k -> new double[2]);
                sums[0]++;
                sums[1] += occurrences.size();
              }
            }
          }
        });
    return nesting;
  }

  private static double cValue(
      List<String> stems, int frequency, Map<List<String>, double[]> nesting) {
    double[] longer = nesting.get(stems);
    double owed = longer == null ? 0 : longer[1] / longer[0];
    return Math.log(stems.size() + 1.0) / Math.log(2) * (frequency - owed);
  }

  private static boolean contains(List<String> longer, List<String> shorter) {
    return Collections.indexOfSubList(longer, shorter) >= 0;
  }

  private static Keyword keyword(String source, Ranked term) {
    List<Span> spans = term.occurrences().stream().map(Occurrence::span).toList();
    Map<String, Long> forms =
        spans.stream()
            .map(span -> span.in(source).replaceAll("\\s+", " "))
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    String shown =
        forms.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Keyword(shown, term.score(), spans);
  }
}
