package io.blatam.export.office;

import io.blatam.export.document.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

/**
 * A Markdown table as a grid: the head first, every row with the head's number of cells.
 *
 * @param alignments one a column
 */
public record TableModel(List<Row> rows, List<Alignment> alignments) {

  /** How a column's text is set. */
  public enum Alignment {
    LEFT,
    CENTER,
    RIGHT
  }

  /**
   * One row.
   *
   * @param head whether it names the columns
   * @param total whether it sums up the rows above
   * @param cells the nodes whose children are the text
   */
  public record Row(boolean head, boolean total, List<Node> cells) {
    public Row {
      cells = List.copyOf(cells);
    }

    /** The words of the cell in that column. */
    public String text(int column) {
      return PlainText.of(cells.get(column));
    }
  }

  /** A number as a table prints it: a currency, a sign, digits in groups, a percent sign. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[(]?[-−–+]?\\s*([A-Z]{3}\\s|[$€£])?\\s*[-−–]?\\d[\\d.,'  ]*(\\s?(%|€|x|[A-Z]{3}|pp))?[)]?");

  private static final Pattern NOTHING =
      Pattern.compile("[-−–—]?|n/[ad]", Pattern.CASE_INSENSITIVE);

  private static final Pattern TOTAL =
      Pattern.compile("(gran |sub)?total\\b.*|suma\\b.*|sum\\b.*", Pattern.CASE_INSENSITIVE);

  /**
   * How much wider the letters may come out where a program has not the font and puts another in
   * its place; allowed for where the table has the room.
   */
  private static final double SUBSTITUTES = 1.4;

  /** No column takes more of the table than this unless a word needs it. */
  private static final double WIDEST = 0.6;

  public TableModel {
    rows = List.copyOf(rows);
    alignments = List.copyOf(alignments);
  }

  public static TableModel of(TableBlock table) {
    List<Row> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        List<Node> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          cells.add(cell);
        }
        boolean head = part instanceof TableHead;
        boolean total = !head && TOTAL.matcher(PlainText.of(cells.get(0))).matches();
        rows.add(new Row(head, total, cells));
      }
    }
    List<Alignment> alignments = new ArrayList<>();
    for (int column = 0; column < rows.get(0).cells().size(); column++) {
      alignments.add(alignment(rows, column));
    }
    return new TableModel(rows, alignments);
  }

  public int columns() {
    return alignments.size();
  }

  /** What the author asked for; otherwise numbers to the right, words to the left. */
  private static Alignment alignment(List<Row> rows, int column) {
    TableCell.Alignment asked = ((TableCell) rows.get(0).cells().get(column)).getAlignment();
    if (asked != null) {
      return switch (asked) {
        case LEFT -> Alignment.LEFT;
        case CENTER -> Alignment.CENTER;
        case RIGHT -> Alignment.RIGHT;
      };
    }
    List<String> texts =
        rows.stream().filter(row -> !row.head()).map(row -> row.text(column)).toList();
    boolean numbers =
        texts.stream().anyMatch(text -> NUMBER.matcher(text).matches())
            && texts.stream()
                .allMatch(
                    text -> NUMBER.matcher(text).matches() || NOTHING.matcher(text).matches());
    return numbers ? Alignment.RIGHT : Alignment.LEFT;
  }

  /**
   * Shares a width out among the columns: none narrower than its longest word (a number counts as
   * one word) where that is possible, the rest in proportion to what the columns would like.
   *
   * @param available the table's width, in points
   * @param fontSize in points
   * @param padding left and right of a cell's text together, in points
   * @return one width a column, in points; they add up to the available width
   */
  public double[] columnWidths(double available, double fontSize, double padding) {
    double[] least = new double[columns()];
    double[] liked = new double[columns()];
    double margin = leastWidth(fontSize, padding, SUBSTITUTES) <= available ? SUBSTITUTES : 1;
    for (int column = 0; column < columns(); column++) {
      least[column] = least(column, fontSize) * margin + padding;
      for (Row row : rows) {
        double line = TextWidth.of(row.text(column), fontSize) * weight(row) + padding;
        liked[column] = Math.max(liked[column], line);
      }
      liked[column] =
          Math.max(
              least[column], Math.min(liked[column], Math.max(least[column], available * WIDEST)));
    }
    return share(least, liked, available);
  }

  /** What the columns need at least, in points: more than there is asks for a smaller font. */
  public double leastWidth(double fontSize, double padding) {
    return leastWidth(fontSize, padding, 1);
  }

  private double leastWidth(double fontSize, double padding, double margin) {
    double total = 0;
    for (int column = 0; column < columns(); column++) {
      total += least(column, fontSize) * margin + padding;
    }
    return total;
  }

  private double least(int column, double fontSize) {
    double least = 0;
    for (Row row : rows) {
      String text = row.text(column);
      boolean whole = alignments.get(column) == Alignment.RIGHT && !row.head();
      for (String word : whole ? new String[] {text} : text.split("\\s+")) {
        least = Math.max(least, TextWidth.of(word, fontSize) * weight(row));
      }
    }
    return least;
  }

  /** Bold letters are wider; the rest is a margin for the rounding of other programs. */
  private static double weight(Row row) {
    return row.head() || row.total() ? 1.08 : 1.03;
  }

  private static double[] share(double[] least, double[] liked, double available) {
    double leastSum = sum(least);
    double likedSum = sum(liked);
    double[] widths = new double[least.length];
    for (int i = 0; i < widths.length; i++) {
      if (likedSum <= available) {
        widths[i] = liked[i] * available / likedSum;
      } else if (leastSum < available) {
        double wish = likedSum - leastSum;
        widths[i] = least[i] + (available - leastSum) * (liked[i] - least[i]) / wish;
      } else {
        widths[i] = least[i] * available / leastSum;
      }
    }
    return widths;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
