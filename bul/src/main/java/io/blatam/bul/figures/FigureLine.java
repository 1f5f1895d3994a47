package io.blatam.bul.figures;

import io.blatam.bul.locale.PlainLetters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a section and its figures.
 *
 * @param text as it stands
 * @param skeleton its words, every figure replaced by {@link #FIGURE}
 * @param shape the skeleton with dates replaced as well, so that a figure that looks like a year
 *     and a year are the same: what two lines that say the same about different figures have in
 *     common
 * @param dates dates, years, times and addresses, which no figure is computed from
 * @param head cells of the table's head where the line is a row of a table; otherwise empty
 */
record FigureLine(
    String text,
    String skeleton,
    String shape,
    List<Figure> figures,
    List<Figure> dates,
    List<String> head) {

  /** Stands for a figure in a skeleton. */
  static final String FIGURE = "\u00a4";

  /** Stands for each letter of a date in a skeleton. */
  static final String DATE = "\u00b7";

  private static final Pattern TOKEN = Pattern.compile("\\s*(?:" + FIGURE + "|" + DATE + "+)\\s*");

  private static final int BEFORE = 3;
  private static final int AFTER = 2;

  FigureLine {
    figures = List.copyOf(figures);
    dates = List.copyOf(dates);
    head = List.copyOf(head);
  }

  /** Everything in it that has digits, from left to right. */
  List<Figure> all() {
    return Stream.concat(figures.stream(), dates.stream())
        .sorted(Comparator.comparingInt(Figure::start))
        .toList();
  }

  static FigureLine of(
      String text, String skeleton, List<Figure> figures, List<Figure> dates, List<String> head) {
    String shape =
        figures.isEmpty() && dates.isEmpty()
            ? skeleton
            : TOKEN.matcher(skeleton).replaceAll(" " + FIGURE + " ");
    return new FigureLine(text, skeleton, shape, figures, dates, head);
  }

  /** Whether nothing in it has digits. */
  boolean bare() {
    return figures.isEmpty() && dates.isEmpty();
  }

  /** What two lines of the same shape must agree in. */
  List<String> identities() {
    return all().stream().map(Figure::identity).toList();
  }

  boolean row() {
    return !head.isEmpty();
  }

  /**
   * The words around each figure, figures among them as {@link #FIGURE}; where too few, an empty
   * text.
   */
  List<String> surroundings() {
    List<String> words = Arrays.asList(skeleton.split("[^\\p{L}" + FIGURE + "]+"));
    List<String> around = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals(FIGURE)) {
        List<String> near =
            words.subList(Math.max(0, i - BEFORE), Math.min(words.size(), i + AFTER + 1));
        long letters = near.stream().filter(w -> !w.isBlank() && !w.equals(FIGURE)).count();
        around.add(letters < BEFORE ? "" : String.join(" ", near) + "@" + Math.min(i, BEFORE));
      }
    }
    return around;
  }

  /** Whether a figure stands in a table, beyond the column that numbers its rows. */
  boolean inBody(Figure figure) {
    return row() && figure.start() > text.indexOf('|', 1 + text.indexOf('|'));
  }

  /** How a person would find the figure: its row and column, or the words before it. */
  String place(Figure figure) {
    if (row()) {
      String label = rowLabel();
      String column = column(figure);
      return column.isBlank() ? label : label + " | " + column;
    }
    String before = text.substring(Math.max(0, figure.start() - 48), figure.start());
    return before.replaceFirst("^\\S*\\s", "").replaceAll("[*_`#>]", "").strip();
  }

  /** The first cell that is not a figure. */
  String rowLabel() {
    return Arrays.stream(text.split("(?<!\\\\)\\|"))
        .map(cell -> cell.replaceAll("[*_`]", "").strip())
        .filter(cell -> cell.codePoints().anyMatch(Character::isLetter))
        .findFirst()
        .orElse("");
  }

  String column(Figure figure) {
    int index = 0;
    for (int i = 1; i < figure.start() && i < text.length(); i++) {
      if (text.charAt(i) == '|' && text.charAt(i - 1) != '\\') {
        index++;
      }
    }
    return index < head.size() ? head.get(index) : "";
  }

  /** The label and column under which other sections may print the same figure. */
  String name(Figure figure) {
    return PlainLetters.fold(rowLabel() + " | " + column(figure));
  }
}
