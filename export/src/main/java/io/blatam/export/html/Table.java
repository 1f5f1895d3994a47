package io.blatam.export.html;

import io.blatam.export.document.PlainText;
import io.blatam.export.document.Signing;
import io.blatam.export.typography.TextWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;

/** A table as its layout needs it: which columns hold numbers, how much room they take. */
final class Table {

  /** How a table is set so that it fits its page, from the roomiest to the tightest. */
  enum Fit {
    NORMAL("fit-normal", 8.8, Sheet.UPRIGHT),
    COMPACT("fit-compact", 7.4, Sheet.UPRIGHT),
    /** Few columns with a word too long for any: it is broken rather than the page turned. */
    BROKEN("fit-broken", 8.2, Sheet.UPRIGHT),
    LANDSCAPE("fit-landscape", 8.2, Sheet.TURNED),
    LANDSCAPE_COMPACT("fit-landscape-compact", 6.8, Sheet.TURNED),
    SLIDE_LARGE("fit-slide-large", 14, Sheet.SLIDE),
    SLIDE("fit-slide", 11, Sheet.SLIDE),
    SLIDE_COMPACT("fit-slide-compact", 9, Sheet.SLIDE),
    /** Columns of equal width whose words break anywhere: nothing is lost, whatever came in. */
    FORCED("fit-forced", 6, Sheet.TURNED);

    private enum Sheet {
      UPRIGHT,
      TURNED,
      SLIDE
    }

    private final String cssClass;
    private final double fontSize;
    private final Sheet sheet;

    Fit(String cssClass, double fontSize, Sheet sheet) {
      this.cssClass = cssClass;
      this.fontSize = fontSize;
      this.sheet = sheet;
    }

    String cssClass() {
      return cssClass;
    }

    boolean landscape() {
      return sheet == Sheet.TURNED;
    }
  }

  private static final String SPACES = "\u00A0\u202F ";

  /** A number as people write it: sign, currency before or behind, a short unit, brackets. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[(]?[-+\u2212\u2013≈~<>≤≥]?\\s?(?:[A-Z]{0,3}[$€£]|[A-Z]{3}|S/)?\\s?[-+\u2212]?"
              + "\\d(?:[\\d.,"
              + SPACES
              + "]*\\d)?(?:[-\u2013]\\d[\\d.,]*)?"
              + "(?:["
              + SPACES
              + "]?(?:%|[$€£]|[\\p{L}²³/]{1,5}))?[)]?");

  private static final Pattern NOTHING =
      Pattern.compile("|[-\u2013\u2014\u2212]|(?i:n/?a|n\\.?d\\.?)");

  /** Padding left and right of a cell, in points. */
  private static final double PADDING = 9;

  /** A column of words wants at least this much, in points, before its lines look ragged. */
  private static final double READABLE = 64;

  private static final int FEW_COLUMNS = 4;

  /** About a third of a page. */
  private static final int MOST_ROWS_KEPT = 14;

  private static final int MOST_LETTERS_KEPT = 1_600;

  /** What a slide holds in large letters, with a line or two besides. */
  private static final int MOST_LARGE_ROWS = 7;

  private static final int MOST_LARGE_LETTERS = 500;

  private final List<List<TableCell>> rows = new ArrayList<>();
  private final int headRows;
  private final int columns;
  private final boolean[] numeric;
  private final TableCell.Alignment[] alignment;

  Table(TableBlock block) {
    int heads = 0;
    for (Node part = block.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        List<TableCell> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          cells.add((TableCell) cell);
        }
        rows.add(cells);
        heads += part instanceof TableHead ? 1 : 0;
      }
    }
    headRows = heads;
    columns = rows.get(0).size();
    numeric = new boolean[columns];
    alignment = new TableCell.Alignment[columns];
    for (int c = 0; c < columns; c++) {
      numeric[c] = isNumeric(c);
      alignment[c] = rows.get(0).get(c).getAlignment();
    }
  }

  int columns() {
    return columns;
  }

  List<List<TableCell>> head() {
    return rows.subList(0, headRows);
  }

  List<List<TableCell>> body() {
    return rows.subList(headRows, rows.size());
  }

  /** The class that aligns a column: the author's choice, else right for numbers. */
  String columnClass(int column) {
    String nowrap = numeric[column] ? " num" : "";
    if (alignment[column] == TableCell.Alignment.CENTER) {
      return "center" + nowrap;
    }
    if (alignment[column] == TableCell.Alignment.RIGHT
        || (alignment[column] == null && numeric[column])) {
      return "right" + nowrap;
    }
    return "left" + nowrap;
  }

  /** Whether a row sums up the others: it says so, or all of it is bold. */
  static boolean isTotal(List<TableCell> row) {
    if (row.isEmpty()) {
      return false;
    }
    String first = PlainText.of(row.get(0)).toLowerCase(Locale.ROOT);
    if (first.startsWith("total") || first.startsWith("subtotal")) {
      return true;
    }
    return row.stream().anyMatch(cell -> cell.getFirstChild() != null)
        && row.stream()
            .filter(cell -> cell.getFirstChild() != null)
            .allMatch(
                cell ->
                    cell.getFirstChild() instanceof StrongEmphasis
                        && cell.getFirstChild() == cell.getLastChild());
  }

  /** Whether somebody is to write into a row: "Signature:", or nothing at all. */
  static boolean isFilledIn(List<TableCell> row) {
    List<String> texts = row.stream().map(cell -> PlainText.of(cell).strip()).toList();
    return texts.stream().anyMatch(text -> text.endsWith(":"))
        || texts.stream().allMatch(text -> text.replace('\u00a0', ' ').isBlank());
  }

  /** Whether somebody is to sign in a row. */
  static boolean isSigned(List<TableCell> row) {
    return row.stream().map(PlainText::of).anyMatch(Signing::asksFor);
  }

  /** Whether it is better moved to the next page than broken over two. */
  boolean isShort() {
    return rows.size() <= MOST_ROWS_KEPT && letters() <= MOST_LETTERS_KEPT;
  }

  private int letters() {
    return rows.stream().flatMap(List::stream).mapToInt(cell -> PlainText.of(cell).length()).sum();
  }

  private boolean isNumeric(int column) {
    boolean any = false;
    for (List<TableCell> row : body()) {
      String text = column < row.size() ? PlainText.of(row.get(column)) : "";
      if (NUMBER.matcher(text).matches()) {
        any = true;
      } else if (!NOTHING.matcher(text).matches()) {
        return false;
      }
    }
    return any;
  }

  /** The roomiest setting in which every number stays on one line and every word in its column. */
  Fit fit(Paper paper) {
    return Arrays.stream(Fit.values())
        .filter(fit -> fits(fit, paper))
        .findFirst()
        .orElse(Fit.FORCED);
  }

  private boolean fits(Fit fit, Paper paper) {
    if (fit == Fit.FORCED) {
      return true;
    }
    if (paper.isSlide() != (fit.sheet == Fit.Sheet.SLIDE)) {
      return false;
    }
    return switch (fit) {
      case BROKEN -> columns <= FEW_COLUMNS;
      case SLIDE_LARGE ->
          rows.size() <= MOST_LARGE_ROWS
              && letters() <= MOST_LARGE_LETTERS
              && width(fit) <= paper.textWidth();
      default -> width(fit) <= (fit.landscape() ? paper.landscapeTextWidth() : paper.textWidth());
    };
  }

  private double width(Fit fit) {
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      double unbreakable = 0;
      double line = 0;
      for (int r = 0; r < rows.size(); r++) {
        String text = c < rows.get(r).size() ? PlainText.of(rows.get(r).get(c)) : "";
        double whole = TextWidth.ofSemiBold(text, fit.fontSize);
        line = Math.max(line, whole);
        unbreakable =
            Math.max(
                unbreakable, numeric[c] && r >= headRows ? whole : longestWord(text, fit.fontSize));
      }
      sum += Math.max(unbreakable, Math.min(line, READABLE)) + PADDING;
    }
    return sum;
  }

  private static double longestWord(String text, double fontSize) {
    return Arrays.stream(text.split("[ \\-/]"))
        .mapToDouble(word -> TextWidth.ofSemiBold(word, fontSize))
        .max()
        .orElse(0);
  }
}
