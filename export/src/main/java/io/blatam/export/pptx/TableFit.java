package io.blatam.export.pptx;

import io.blatam.export.office.TableModel;
import io.blatam.export.office.TableModel.Row;
import io.blatam.export.office.TextWidth;
import io.blatam.export.pptx.PlannedSlide.TableVisual;
import io.blatam.export.pptx.SlideLayout.Box;
import java.util.ArrayList;
import java.util.List;

/** Chooses a table's font size, and spreads a long table over several slides with its head. */
final class TableFit {

  private static final double[] SIZES = {20, 18, 16, 14, 12};

  /** The least size at which a table that fits one slide is set. */
  private static final double READABLE = 12;

  /** The size at which long tables are split, and wide ones squeezed. */
  private static final double SMALLEST = 10;

  /** Left and right cell margins together, in points. */
  static final double PADDING = 20;

  /** Above and below a row's text together, in font sizes. */
  private static final double ROW_PADDING = 0.75;

  private static final double LEADING = 1.22;

  private TableFit() {}

  static List<TableVisual> pages(TableModel table, Box box) {
    for (double size : SIZES) {
      if (table.leastWidth(size, PADDING) <= box.width()
          && height(table.rows(), table, box, size) <= box.height()) {
        return List.of(new TableVisual(table, size));
      }
    }
    boolean wide = table.leastWidth(READABLE, PADDING) > box.width();
    return split(table, box, wide ? SMALLEST : READABLE);
  }

  private static List<TableVisual> split(TableModel table, Box box, double size) {
    Row head = table.rows().get(0);
    List<TableVisual> pages = new ArrayList<>();
    List<Row> current = new ArrayList<>(List.of(head));
    for (Row row : table.rows().subList(1, table.rows().size())) {
      current.add(row);
      if (current.size() > 2 && height(current, table, box, size) > box.height()) {
        current.remove(current.size() - 1);
        pages.add(new TableVisual(new TableModel(current, table.alignments()), size));
        current = new ArrayList<>(List.of(head, row));
      }
    }
    pages.add(new TableVisual(new TableModel(current, table.alignments()), size));
    return pages;
  }

  private static double height(List<Row> rows, TableModel table, Box box, double size) {
    double[] widths = table.columnWidths(box.width(), size, PADDING);
    return rows.stream().mapToDouble(row -> rowHeight(row, widths, size)).sum();
  }

  /** The height of a row whose text wraps in columns of these widths, in points. */
  static double rowHeight(Row row, double[] widths, double size) {
    int lines = 1;
    for (int column = 0; column < widths.length; column++) {
      double room = widths[column] - PADDING;
      lines = Math.max(lines, TextWidth.lines(row.text(column), size * 1.03, room));
    }
    return (lines * LEADING + ROW_PADDING) * size;
  }
}
