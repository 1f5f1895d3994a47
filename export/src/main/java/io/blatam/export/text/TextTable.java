package io.blatam.export.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table as aligned columns of text. Where the columns do not fit the line, each row is written as
 * a small block of "heading: value" lines instead, so that nothing is cut off.
 */
final class TextTable {

  private static final int GAP = 2;

  private TextTable() {}

  /**
   * @param rows the first is the heading; every row has the same number of cells
   * @param right which columns are aligned to the right
   */
  static List<String> lines(List<List<String>> rows, boolean[] right, int width) {
    int[] widths = new int[right.length];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
    }
    if (!shrinkToFit(rows, right, widths, width)) {
      return blocks(rows, width);
    }
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      lines.addAll(row(rows.get(r), widths, right));
      if (r == 0) {
        lines.add(rule(widths));
      }
    }
    return lines;
  }

  /** Narrows the columns of words, widest first, until the table fits; says whether it does. */
  private static boolean shrinkToFit(
      List<List<String>> rows, boolean[] right, int[] widths, int width) {
    int[] least = new int[widths.length];
    for (int c = 0; c < widths.length; c++) {
      least[c] = right[c] ? widths[c] : Math.min(widths[c], longestWord(rows, c));
    }
    int total = GAP * (widths.length - 1);
    for (int w : widths) {
      total += w;
    }
    while (total > width) {
      int widest = -1;
      for (int c = 0; c < widths.length; c++) {
        if (widths[c] > least[c] && (widest < 0 || widths[c] > widths[widest])) {
          widest = c;
        }
      }
      if (widest < 0) {
        return false;
      }
      widths[widest]--;
      total--;
    }
    return true;
  }

  private static int longestWord(List<List<String>> rows, int column) {
    int longest = 1;
    for (List<String> row : rows) {
      for (String word : row.get(column).split(" ")) {
        longest = Math.max(longest, length(word));
      }
    }
    return longest;
  }

  private static List<String> row(List<String> cells, int[] widths, boolean[] right) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int c = 0; c < widths.length; c++) {
      wrapped.add(TextLines.wrap(cells.get(c), widths[c]));
      height = Math.max(height, wrapped.get(c).size());
    }
    List<String> lines = new ArrayList<>();
    for (int l = 0; l < height; l++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String text = l < wrapped.get(c).size() ? wrapped.get(c).get(l) : "";
        String padding = " ".repeat(Math.max(0, widths[c] - length(text)));
        line.append(right[c] ? padding + text : text + padding).append(" ".repeat(GAP));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String rule(int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int width : widths) {
      line.append("-".repeat(width)).append(" ".repeat(GAP));
    }
    return line.toString().stripTrailing();
  }

  private static List<String> blocks(List<List<String>> rows, int width) {
    List<String> lines = new ArrayList<>();
    List<String> heading = rows.get(0);
    for (List<String> row : rows.subList(1, rows.size())) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(TextLines.wrap(row.get(0), width));
      for (int c = 1; c < row.size(); c++) {
        if (!row.get(c).isEmpty()) {
          for (String line : TextLines.wrap(heading.get(c) + ": " + row.get(c), width - 2)) {
            lines.add("  " + line);
          }
        }
      }
    }
    return lines;
  }

  /** The columns a text takes, in characters as a reader counts them. */
  static int length(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
