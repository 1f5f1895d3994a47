package io.blatam.bul.agent;

import io.blatam.bul.brief.BusinessArea;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009) of a brief against the ten areas, each area being the
 * document made of its keywords, which count thrice, and its example briefs.
 */
final class WordScore {
  private static final double K1 = 1.2;
  private static final double B = 0.5;
  private static final int KEYWORD_WEIGHT = 3;

  private final Map<BusinessArea, Map<String, Integer>> counts = new EnumMap<>(BusinessArea.class);
  private final Map<BusinessArea, Integer> lengths = new EnumMap<>(BusinessArea.class);
  private final double averageLength;

  WordScore(List<SmeAgent> agents) {
    for (SmeAgent agent : agents) {
      Map<String, Integer> terms = new HashMap<>();
      Stream.concat(agent.keywords().es().stream(), agent.keywords().en().stream())
          .flatMap(k -> AreaWords.of(k).stream())
          .forEach(term -> terms.merge(term, KEYWORD_WEIGHT, Integer::sum));
      Stream.concat(agent.examples().es().stream(), agent.examples().en().stream())
          .flatMap(e -> AreaWords.of(e).stream())
          .forEach(term -> terms.merge(term, 1, Integer::sum));
      counts.put(agent.area(), terms);
      lengths.put(agent.area(), terms.values().stream().mapToInt(Integer::intValue).sum());
    }
    averageLength = lengths.values().stream().mapToInt(Integer::intValue).average().orElse(1);
  }

  /** The score of every area; 0 where no term matches. */
  Map<BusinessArea, Double> score(String text) {
    List<String> terms = AreaWords.of(text).stream().distinct().toList();
    Map<BusinessArea, Double> scores = new EnumMap<>(BusinessArea.class);
    counts
        .keySet()
        .forEach(area -> scores.put(area, terms.stream().mapToDouble(t -> weight(t, area)).sum()));
    return scores;
  }

  /** The words of {@code text} that speak most for {@code area}, as the person wrote them. */
  List<String> matched(String text, BusinessArea area) {
    Map<String, String> written = new HashMap<>();
    Stream.of(text.split("[^\\p{L}\\p{N}]+"))
        .forEach(word -> AreaWords.of(word).forEach(term -> written.putIfAbsent(term, word)));
    List<String> terms = new ArrayList<>(written.keySet());
    Collections.sort(terms);
    return terms.stream()
        .filter(term -> weight(term, area) > 0)
        .sorted((a, b) -> Double.compare(weight(b, area), weight(a, area)))
        .limit(4)
        .map(written::get)
        .collect(Collectors.toList());
  }

  private double weight(String term, BusinessArea area) {
    int count = counts.get(area).getOrDefault(term, 0);
    if (count == 0) {
      return 0;
    }
    long holding = counts.values().stream().filter(c -> c.containsKey(term)).count();
    double idf = Math.log(1 + (counts.size() - holding + 0.5) / (holding + 0.5));
    double norm = K1 * (1 - B + B * lengths.get(area) / averageLength);
    return idf * count * (K1 + 1) / (count + norm);
  }
}
