package io.blatam.bul.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pairs a finished chapter's lines with the composed lines of the same words. In a table many rows
 * may have the same words or none: a row that is as composed is paired first, and what is left over
 * on both sides is paired by the fewest differences. So another row's figure does not pass, even
 * where the changed row comes out as a second copy of that other row.
 */
final class SameLines {

  private final Map<String, List<List<String>>> composed;
  private final Map<Integer, List<String>> counterparts = new HashMap<>();

  private SameLines(Map<String, List<List<String>>> composed) {
    this.composed = composed;
  }

  /**
   * @param composed the figures of the composed lines, by the line's shape
   */
  static SameLines of(Map<String, List<List<String>>> composed, List<FigureLine> finished) {
    SameLines same = new SameLines(composed);
    Map<String, List<List<String>>> left = new HashMap<>();
    List<Integer> unpaired = new ArrayList<>();
    for (int i = 0; i < finished.size(); i++) {
      FigureLine line = finished.get(i);
      if (!line.bare()
          && same.composed(line)
          && !left.computeIfAbsent(line.shape(), words -> new ArrayList<>(composed.get(words)))
              .remove(line.identities())) {
        unpaired.add(i);
      }
    }
    for (int i : unpaired) {
      same.pair(i, finished.get(i), left.get(finished.get(i).shape()));
    }
    return same;
  }

  /** A line that repeats a composed one is no change as long as no composed one is missing. */
  private void pair(int index, FigureLine line, List<List<String>> left) {
    List<String> figures = line.identities();
    List<List<String>> all = composed.get(line.shape());
    if (left.isEmpty() && all.contains(figures)) {
      return;
    }
    List<String> closest = closest(figures, left.isEmpty() ? all : left);
    left.remove(closest);
    counterparts.put(index, closest);
  }

  private static List<String> closest(List<String> figures, List<List<String>> candidates) {
    List<String> closest = candidates.get(0);
    for (List<String> candidate : candidates) {
      if (differences(figures, candidate) < differences(figures, closest)) {
        closest = candidate;
      }
    }
    return closest;
  }

  private static int differences(List<String> one, List<String> other) {
    int count = 0;
    for (int i = 0; i < one.size(); i++) {
      count += one.get(i).equals(other.get(i)) ? 0 : 1;
    }
    return count;
  }

  /** Whether the draft has a line of the same words. */
  boolean composed(FigureLine line) {
    return composed.containsKey(line.shape());
  }

  /** The composed line that the finished one at that index should have been; none where it is. */
  Optional<List<String>> counterpart(int index) {
    return Optional.ofNullable(counterparts.get(index));
  }
}
