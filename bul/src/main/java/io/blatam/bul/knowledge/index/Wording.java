package io.blatam.bul.knowledge.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How much of a question's wording a passage has, 0 to 1. Each word counts by its rarity and by the
 * likeness of the passage's most alike word: the share of common runs of three letters (Dice,
 * 1945), so that "arriendo" finds "arrendamiento" and "alquilamos" "alquiler", which no stem has in
 * common. Made for one question; not thread-safe.
 */
final class Wording {

  /** Words less alike have but an ending in common. */
  private static final double ALIKE_FROM = 0.5;

  private static final int RUN = 3;

  private final Map<String, Double> weights = new HashMap<>();
  private final Map<String, long[]> runs = new HashMap<>();

  /**
   * @param asked the question's words
   * @param rarity of a word among the passages, positive
   */
  Wording(Set<String> asked, ToDoubleFunction<String> rarity) {
    asked.forEach(word -> weights.put(word, rarity.applyAsDouble(word)));
  }

  /** The share that {@code said} has; 0 when nothing was asked. */
  double in(Set<String> said) {
    double all = 0;
    double found = 0;
    for (Map.Entry<String, Double> asked : weights.entrySet()) {
      all += asked.getValue();
      found += asked.getValue() * mostAlike(asked.getKey(), said);
    }
    return all == 0 ? 0 : found / all;
  }

  private double mostAlike(String word, Set<String> said) {
    if (said.contains(word)) {
      return 1;
    }
    double most = 0;
    for (String other : said) {
      most = Math.max(most, alike(runs(word), runs(other)));
    }
    return most < ALIKE_FROM ? 0 : most;
  }

  private static double alike(long[] one, long[] other) {
    int common = 0;
    for (int i = 0, j = 0; i < one.length && j < other.length; ) {
      if (one[i] == other[j]) {
        common++;
        i++;
        j++;
      } else if (one[i] < other[j]) {
        i++;
      } else {
        j++;
      }
    }
    return 2.0 * common / (one.length + other.length);
  }

  /** The different runs of a word between its borders, in order. */
  private long[] runs(String word) {
    return runs.computeIfAbsent(
        word,
        text -> {
          String bordered = "_" + text + "_";
          long[] all = new long[Math.max(0, bordered.length() - RUN + 1)];
          for (int i = 0; i < all.length; i++) {
            all[i] =
                (long) bordered.charAt(i) << 32
                    | (long) bordered.charAt(i + 1) << 16
                    | bordered.charAt(i + 2);
          }
          return Arrays.stream(all).sorted().distinct().toArray();
        });
  }
}
