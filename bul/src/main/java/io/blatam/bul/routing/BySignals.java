package io.blatam.bul.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Okapi BM25 of a text against each label's profile: its names, which count twice, and the words
 * that speak for it. What a profile says was written, not learned from the examples, so leaving an
 * example out changes nothing.
 */
final class BySignals implements Scorer {
  private static final double K1 = 1.2;
  private static final int NAME_WEIGHT = 2;

  /** Keeps a text of one telling word from scoring like one of many. */
  private static final double DAMPING = 3;

  private final Labels labels;
  private final List<String> texts;
  private final Map<Integer, Map<String, Integer>> profiles = new HashMap<>();
  private final Map<String, Double> rarity = new HashMap<>();

  BySignals(Labels labels, List<LabelProfile> known, List<String> texts) {
    this.labels = labels;
    this.texts = texts;
    for (LabelProfile profile : known) {
      Map<String, Integer> terms = new HashMap<>();
      profile
          .names()
          .forEach(n -> Terms.stems(n).forEach(t -> terms.merge(t, NAME_WEIGHT, Integer::sum)));
      profile.signals().forEach(s -> Terms.stems(s).forEach(t -> terms.merge(t, 1, Integer::sum)));
      profiles.put(labels.names().indexOf(profile.label()), terms);
    }
    Map<String, Integer> seen = new HashMap<>();
    profiles.values().forEach(p -> p.keySet().forEach(term -> seen.merge(term, 1, Integer::sum)));
    seen.forEach(
        (term, count) ->
            rarity.put(term, Math.log(1 + (profiles.size() - count + 0.5) / (count + 0.5))));
  }

  @Override
  public double[] score(Query query) {
    return score(query.text());
  }

  @Override
  public double[][] leaveOneOut() {
    return texts.stream().map(this::score).toArray(double[][]::new);
  }

  private double[] score(String text) {
    Set<String> terms = new LinkedHashSet<>(Terms.stems(text));
    double[] scores = new double[labels.count()];
    double all = DAMPING;
    for (String term : terms) {
      double weight = rarity.getOrDefault(term, 0.0);
      all += weight;
      profiles.forEach(
          (label, profile) -> {
            int count = profile.getOrDefault(term, 0);
            scores[label] += weight * count * (K1 + 1) / (count + K1);
          });
    }
    double scale = all;
    return Arrays.stream(scores).map(score -> score / scale).toArray();
  }

  /** The words of {@code text} that speak for {@code label}, as they were written, rarest first. */
  List<String> matched(String text, int label) {
    Map<String, Integer> profile = profiles.getOrDefault(label, Map.of());
    return Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
        .filter(word -> Terms.stems(word).stream().anyMatch(profile::containsKey))
        .map(word -> word.toLowerCase(java.util.Locale.ROOT))
        .distinct()
        .sorted(
            java.util.Comparator.comparingDouble(
                word -> -rarity.getOrDefault(Terms.stems(word).get(0), 0.0)))
        .limit(4)
        .toList();
  }
}
