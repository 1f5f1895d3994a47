package io.blatam.bul.figures;

import io.blatam.bul.figures.Figure.Kind;
import io.blatam.bul.locale.PlainLetters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures that the composed tables name: by row and column, and by row alone. A name that the
 * tables themselves use for different things proves nothing and is left out.
 */
final class NamedFigures {

  /** Between a label and its amount in prose: "es de", "asciende a unos", "is about". */
  private static final String LINK =
      "(?:\\s+[\\p{L}]+){0,3}\\s+[^\\p{L}\\d]{0,5}" + FigureLine.FIGURE;

  private static final int SHORTEST_LABEL = 5;

  private final Map<String, Set<String>> cells = new HashMap<>();
  private final Map<String, Set<String>> rows = new LinkedHashMap<>();

  private NamedFigures() {}

  static NamedFigures of(Map<String, List<FigureLine>> chapters) {
    NamedFigures named = new NamedFigures();
    chapters.values().stream().flatMap(List::stream).filter(FigureLine::row).forEach(named::add);
    return named;
  }

  private void add(FigureLine line) {
    String label = PlainLetters.fold(line.rowLabel());
    for (Figure figure : line.figures()) {
      cells.computeIfAbsent(line.name(figure), key -> new TreeSet<>()).add(figure.identity());
      if (label.length() >= SHORTEST_LABEL && !label.contains("total")) {
        rows.computeIfAbsent(label, key -> new TreeSet<>()).add(figure.identity());
      }
    }
  }

  /** What the name of {@code figure} means elsewhere, where that is something else. */
  Optional<String> contradicted(FigureLine line, Figure figure) {
    Optional<Set<String>> meant =
        line.row()
            ? Optional.ofNullable(cells.get(line.name(figure))).filter(all -> all.size() == 1)
            : inProse(line, figure);
    return meant
        .filter(all -> !all.contains(figure.identity()))
        .map(all -> String.join(" or ", all));
  }

  /** An amount right after a row's label must be one of that row's. */
  private Optional<Set<String>> inProse(FigureLine line, Figure figure) {
    if (figure.kind() != Kind.MONEY) {
      return Optional.empty();
    }
    int wanted = line.figures().indexOf(figure);
    for (Map.Entry<String, Set<String>> row : rows.entrySet()) {
      Matcher said =
          Pattern.compile("\\b" + Pattern.quote(row.getKey()) + "\\b" + LINK)
              .matcher(line.skeleton());
      while (said.find()) {
        long before =
            line.skeleton()
                .substring(0, said.end())
                .chars()
                .filter(c -> c == FigureLine.FIGURE.charAt(0))
                .count();
        if (before == wanted + 1L) {
          return Optional.of(row.getValue());
        }
      }
    }
    return Optional.empty();
  }
}
