package io.blatam.export.document;

import io.blatam.export.api.InvalidDocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/**
 * Makes a parsed tree harmless and complete. Raw HTML becomes visible text (a comment becomes
 * nothing, {@code <br>} a line break), an image its description, a link with any other scheme than
 * http, https or mailto its text; chart and notes blocks become nodes of their own.
 */
final class TreeRules {

  private static final int MAX_COLUMNS = 40;
  private static final int MAX_ROWS = 5_000;
  private static final int MAX_CELLS = 60_000;
  private static final int MAX_CHARTS = 200;

  private static final Pattern LINE_BREAK = Pattern.compile("(?i)<br\\s*/?>");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");

  private int cells;
  private int charts;

  private TreeRules() {}

  static void apply(Node root) {
    new TreeRules().walk(root);
  }

  private void walk(Node parent) {
    Node next;
    for (Node node = parent.getFirstChild(); node != null; node = next) {
      walk(node);
      next = node.getNext();
      replace(node);
    }
  }

  private void replace(Node node) {
    if (node instanceof HtmlInline html) {
      replaceHtml(html);
    } else if (node instanceof HtmlBlock html) {
      replaceHtml(html);
    } else if (node instanceof Image) {
      unwrap(node);
    } else if (node instanceof Link link && !isSafe(link.getDestination())) {
      unwrap(node);
    } else if (node instanceof FencedCodeBlock block) {
      replaceFence(block);
    } else if (node instanceof TableBlock table) {
      checkSize(table);
    }
  }

  private static void replaceHtml(HtmlInline html) {
    String literal = html.getLiteral();
    if (LINE_BREAK.matcher(literal).matches()) {
      html.insertBefore(new HardLineBreak());
    } else if (!COMMENT.matcher(literal).matches()) {
      html.insertBefore(new Text(literal));
    }
    html.unlink();
  }

  private static void replaceHtml(HtmlBlock html) {
    String visible = COMMENT.matcher(html.getLiteral()).replaceAll("").strip();
    if (!visible.isEmpty()) {
      Paragraph paragraph = new Paragraph();
      paragraph.appendChild(new Text(visible));
      html.insertBefore(paragraph);
    }
    html.unlink();
  }

  private static void unwrap(Node node) {
    List<Node> children = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      children.add(child);
    }
    children.forEach(node::insertBefore);
    node.unlink();
  }

  private static boolean isSafe(String destination) {
    String lower = destination.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("http://")
        || lower.startsWith("https://")
        || lower.startsWith("mailto:")
        || lower.startsWith("#");
  }

  private void replaceFence(FencedCodeBlock block) {
    String language = block.getInfo() == null ? "" : block.getInfo().strip();
    if (language.equals("chart")) {
      int line = line(block);
      if (++charts > MAX_CHARTS) {
        throw new InvalidDocumentException(
            line, "more than " + MAX_CHARTS + " charts; split the document");
      }
      block.insertBefore(new ChartBlock(ChartReader.read(block.getLiteral(), line)));
      block.unlink();
    } else if (language.equals("notes")) {
      block.insertBefore(new NotesBlock(block.getLiteral().strip()));
      block.unlink();
    }
  }

  private void checkSize(TableBlock table) {
    int rows = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
        rows++;
        int columns = 0;
        for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
          columns++;
        }
        cells += columns;
        if (columns > MAX_COLUMNS) {
          throw new InvalidDocumentException(
              line(table),
              "the table has "
                  + columns
                  + " columns; the most is "
                  + MAX_COLUMNS
                  + ", split it or turn it by 90 degrees");
        }
      }
    }
    if (rows > MAX_ROWS || cells > MAX_CELLS) {
      throw new InvalidDocumentException(
          line(table),
          "tables are limited to "
              + MAX_ROWS
              + " rows each and "
              + MAX_CELLS
              + " cells a document; move the data to a spreadsheet");
    }
  }

  private static int line(Node node) {
    return node.getSourceSpans().isEmpty() ? 1 : node.getSourceSpans().get(0).getLineIndex() + 1;
  }
}
