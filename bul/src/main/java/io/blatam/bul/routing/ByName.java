package io.blatam.bul.routing;

import io.blatam.bul.locale.PlainLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a text calls a label by one of its names. Of several, the one that comes first is meant
 * and the others are what it is about ("acta de la reunión sobre el presupuesto anual"); a name
 * inside a longer one does not count.
 */
final class ByName implements Scorer {
  private static final double LATER = 0.5;

  private final Labels labels;
  private final List<String> texts;
  private final List<Name> names = new ArrayList<>();

  ByName(Labels labels, List<LabelProfile> profiles, List<String> texts) {
    this.labels = labels;
    this.texts = texts;
    profiles.forEach(
        profile ->
            profile
                .names()
                .forEach(
                    name ->
                        names.add(
                            new Name(
                                labels.names().indexOf(profile.label()), name, spaced(name)))));
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
    double[] scores = new double[labels.count()];
    List<Found> found = find(text);
    int first = found.stream().mapToInt(Found::at).min().orElse(0);
    found.forEach(
        each ->
            scores[each.name.label] =
                Math.max(scores[each.name.label], each.at == first ? 1 : LATER));
    return scores;
  }

  /** The name by which {@code text} calls {@code label}. */
  Optional<String> mentioned(String text, int label) {
    return find(text).stream()
        .filter(each -> each.name.label == label)
        .map(each -> each.name.written)
        .findFirst();
  }

  private List<Found> find(String text) {
    String spaced = spaced(text);
    List<Found> all = new ArrayList<>();
    for (Name name : names) {
      int at = spaced.indexOf(name.spaced);
      if (at >= 0) {
        all.add(new Found(name, at));
      }
    }
    return all.stream().filter(each -> all.stream().noneMatch(o -> o.covers(each))).toList();
  }

  private static String spaced(String text) {
    return ' ' + PlainLetters.fold(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip() + ' ';
  }

  private record Name(int label, String written, String spaced) {}

  private record Found(Name name, int at) {
    boolean covers(Found other) {
      return name.spaced.length() > other.name.spaced.length()
          && at <= other.at
          && at + name.spaced.length() >= other.at + other.name.spaced.length();
    }
  }
}
