package io.blatam.bul.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009) over runs of letters: how well the best example of each
 * label matches, as a share of what the text would score against itself.
 */
final class NearestByLetters implements Scorer {
  private static final double K1 = 1.2;
  private static final double B = 0.5;

  private final Labels labels;
  private final List<Map<String, Integer>> examples;
  private final Map<String, List<Posting>> postings = new HashMap<>();
  private final double[] lengthFactor;

  NearestByLetters(Labels labels, List<String> texts) {
    this.labels = labels;
    this.examples = texts.stream().map(NearestByLetters::counts).toList();
    double[] lengths = new double[texts.size()];
    for (int i = 0; i < lengths.length; i++) {
      int place = i;
      examples
          .get(i)
          .forEach(
              (gram, count) ->
                  postings
                      .computeIfAbsent(gram, unseen -> new ArrayList<>())
                      .add(new Posting(place, count)));
      lengths[i] = examples.get(i).values().stream().mapToInt(Integer::intValue).sum();
    }
    double average = Math.max(1, java.util.Arrays.stream(lengths).average().orElse(1));
    this.lengthFactor = new double[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      lengthFactor[i] = K1 * (1 - B + B * lengths[i] / average);
    }
  }

  @Override
  public double[] score(Query query) {
    return labels.best(ofExamples(counts(query.text())), 0);
  }

  @Override
  public double[][] leaveOneOut() {
    double[][] scores = new double[examples.size()][];
    for (int i = 0; i < scores.length; i++) {
      double[] all = ofExamples(examples.get(i));
      all[i] = 0;
      scores[i] = labels.best(all, 0);
    }
    return scores;
  }

  private double[] ofExamples(Map<String, Integer> query) {
    double[] scores = new double[examples.size()];
    double itself = 0;
    for (Map.Entry<String, Integer> term : query.entrySet()) {
      List<Posting> found = postings.getOrDefault(term.getKey(), List.of());
      double n = examples.size();
      double rarity = Math.log(1 + (n - found.size() + 0.5) / (found.size() + 0.5));
      double weight = term.getValue() * rarity;
      itself += weight;
      for (Posting posting : found) {
        scores[posting.example] +=
            weight * posting.count * (K1 + 1) / (posting.count + lengthFactor[posting.example]);
      }
    }
    for (int i = 0; itself > 0 && i < scores.length; i++) {
      scores[i] /= itself;
    }
    return scores;
  }

  private static Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new HashMap<>();
    Terms.grams(text).forEach(gram -> counts.merge(gram, 1, Integer::sum));
    return counts;
  }

  private record Posting(int example, int count) {}
}
