package io.blatam.export.text;

import io.blatam.export.document.Chart;
import io.blatam.export.document.ChartBlock;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.PlainText;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Writes blocks as lines of text; a nested block is written narrower and then indented. */
final class TextWriter {

  private static final int NARROWEST = 24;

  private final FrontMatter front;
  private final List<String> lines;
  private final int width;

  TextWriter(FrontMatter front, List<String> lines, int width) {
    this.front = front;
    this.lines = lines;
    this.width = Math.max(width, NARROWEST);
  }

  void blocks(List<Node> blocks) {
    blocks.forEach(this::block);
  }

  private void block(Node node) {
    if (node instanceof Heading heading) {
      heading(heading);
    } else if (node instanceof BulletList list) {
      list(list, false, 1);
    } else if (node instanceof OrderedList list) {
      list(list, true, list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber());
    } else if (node instanceof BlockQuote) {
      nested(node, "> ", "> ");
      lines.add("");
    } else if (node instanceof TableBlock table) {
      table(table);
    } else if (node instanceof ChartBlock block) {
      chart(block.chart());
    } else if (node instanceof FencedCodeBlock code) {
      code(code.getLiteral());
    } else if (node instanceof IndentedCodeBlock code) {
      code(code.getLiteral());
    } else if (node instanceof ThematicBreak) {
      lines.add("* * *");
      lines.add("");
    } else {
      String text = inline(node);
      if (!text.isBlank()) {
        lines.addAll(TextLines.wrap(text, width));
        lines.add("");
      }
    }
  }

  private void heading(Heading heading) {
    String text = inline(heading);
    lines.add("");
    List<String> wrapped = TextLines.wrap(text, width);
    lines.addAll(wrapped);
    if (heading.getLevel() <= 2) {
      int length = wrapped.stream().mapToInt(TextTable::length).max().orElse(1);
      lines.add((heading.getLevel() == 1 ? "=" : "-").repeat(Math.max(1, length)));
    }
    lines.add("");
  }

  private void list(Node list, boolean numbered, int start) {
    int number = start;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      String marker = numbered ? number++ + ". " : "- ";
      nested(item, marker, " ".repeat(marker.length()));
    }
    lines.add("");
  }

  private void nested(Node parent, String first, String rest) {
    List<String> inner = new ArrayList<>();
    new TextWriter(front, inner, width - first.length()).blocks(PlainTextRenderer.children(parent));
    while (!inner.isEmpty() && inner.get(inner.size() - 1).isEmpty()) {
      inner.remove(inner.size() - 1);
    }
    for (int i = 0; i < inner.size(); i++) {
      lines.add(((i == 0 ? first : rest) + inner.get(i)).stripTrailing());
    }
  }

  private void code(String literal) {
    literal.stripTrailing().lines().forEach(line -> lines.add("    " + line));
    lines.add("");
  }

  private void table(TableBlock table) {
    List<List<String>> rows = new ArrayList<>();
    for (Node part : PlainTextRenderer.children(table)) {
      for (Node row : PlainTextRenderer.children(part)) {
        rows.add(PlainTextRenderer.children(row).stream().map(PlainText::of).toList());
      }
    }
    int columns = rows.get(0).size();
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      TableCell head =
          (TableCell) PlainTextRenderer.children(table.getFirstChild().getFirstChild()).get(c);
      right[c] =
          head.getAlignment() == TableCell.Alignment.RIGHT
              || (head.getAlignment() == null && holdsNumbers(rows, c));
    }
    lines.addAll(TextTable.lines(padded(rows, columns), right, width));
    lines.add("");
  }

  private static boolean holdsNumbers(List<List<String>> rows, int column) {
    return rows.stream()
        .skip(1)
        .filter(row -> column < row.size() && !row.get(column).isEmpty())
        .allMatch(row -> row.get(column).matches("[^\\p{L}]*\\d[^\\p{L}]*(\\p{Lu}{3})?"));
  }

  private static List<List<String>> padded(List<List<String>> rows, int columns) {
    List<List<String>> padded = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(row);
      while (cells.size() < columns) {
        cells.add("");
      }
      padded.add(cells);
    }
    return padded;
  }

  /** A chart's numbers, a row a category. */
  private void chart(Chart chart) {
    String unit = chart.unit().isEmpty() ? "" : " (" + chart.unit() + ")";
    lines.addAll(TextLines.wrap(front.labels().chart() + ": " + chart.title() + unit, width));
    lines.add("");
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(front.labels().category()));
    chart.series().forEach(series -> head.add(series.name()));
    rows.add(head);
    for (int c = 0; c < chart.categories().size(); c++) {
      List<String> row = new ArrayList<>(List.of(chart.categories().get(c)));
      for (Chart.Series series : chart.series()) {
        row.add(number(series.values().get(c), front.locale()));
      }
      rows.add(row);
    }
    boolean[] right = new boolean[head.size()];
    Arrays.fill(right, 1, right.length, true);
    lines.addAll(TextTable.lines(rows, right, width));
    lines.add("");
  }

  private static String number(double value, Locale locale) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }

  /** A block's words; a link to elsewhere is followed by its address. */
  private static String inline(Node block) {
    StringBuilder out = new StringBuilder();
    appendInline(block, out);
    return out.toString();
  }

  private static void appendInline(Node parent, StringBuilder out) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text text) {
        out.append(text.getLiteral());
      } else if (node instanceof Code code) {
        out.append(code.getLiteral());
      } else if (node instanceof SoftLineBreak) {
        out.append(' ');
      } else if (node instanceof HardLineBreak) {
        out.append('\n');
      } else {
        appendInline(node, out);
        if (node instanceof Link link) {
          address(link, out);
        }
      }
    }
  }

  private static void address(Link link, StringBuilder out) {
    String destination = link.getDestination().replaceFirst("^mailto:", "");
    if (!destination.startsWith("#") && !PlainText.of(link).equals(destination)) {
      out.append(" <").append(destination).append('>');
    }
  }
}
