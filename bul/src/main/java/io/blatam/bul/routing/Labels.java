package io.blatam.bul.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of a training set in a fixed order, and the label of each example by its place in it.
 */
final class Labels {
  private final List<String> names;
  private final int[] ofExample;

  private Labels(List<String> names, int[] ofExample) {
    this.names = names;
    this.ofExample = ofExample;
  }

  static Labels of(List<LabelledText> examples) {
    List<String> names = examples.stream().map(LabelledText::label).distinct().sorted().toList();
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    return new Labels(
        names, examples.stream().mapToInt(example -> places.get(example.label())).toArray());
  }

  List<String> names() {
    return names;
  }

  int count() {
    return names.size();
  }

  int examples() {
    return ofExample.length;
  }

  int ofExample(int example) {
    return ofExample[example];
  }

  /** For each label the best of its examples' scores; {@code least} where it has none. */
  double[] best(double[] ofExamples, double least) {
    double[] best = new double[names.size()];
    Arrays.fill(best, least);
    for (int i = 0; i < ofExamples.length; i++) {
      best[ofExample[i]] = Math.max(best[ofExample[i]], ofExamples[i]);
    }
    return best;
  }
}
