package io.blatam.export.html;

import java.util.List;
import java.util.function.Consumer;
import org.commonmark.ext.gfm.tables.TableCell;

/**
 * Writes a table.
 *
 * @param content writes what stands in a cell
 */
record TableWriter(Markup markup, Paper paper, Consumer<TableCell> content) {

  void write(Table table) {
    markup.open("div", "class", "table-frame");
    markup.open("table", "class", table.fit(paper).cssClass()).newline();
    markup.open("thead");
    for (List<TableCell> row : table.head()) {
      row(table, row, "th", "");
    }
    markup.close("thead").newline().open("tbody");
    for (List<TableCell> row : table.body()) {
      row(table, row, "td", kind(row));
    }
    markup.close("tbody").close("table").close("div").newline();
  }

  private static String kind(List<TableCell> row) {
    if (Table.isTotal(row)) {
      return "total";
    }
    return Table.isSigned(row) ? "sign" : Table.isFilledIn(row) ? "fill" : "";
  }

  private void row(Table table, List<TableCell> row, String element, String cssClass) {
    if (cssClass.isEmpty()) {
      markup.open("tr");
    } else {
      markup.open("tr", "class", cssClass);
    }
    for (int c = 0; c < table.columns(); c++) {
      if (element.equals("th")) {
        markup.open(element, "class", table.columnClass(c), "scope", "col");
      } else {
        markup.open(element, "class", table.columnClass(c));
      }
      if (c < row.size()) {
        content.accept(row.get(c));
      }
      markup.close(element);
    }
    markup.close("tr").newline();
  }
}
