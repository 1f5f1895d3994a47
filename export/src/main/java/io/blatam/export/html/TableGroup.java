package io.blatam.export.html;

import io.blatam.export.document.PlainText;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * A table with what leads to it: at most two headings and a paragraph. One that needs a page on its
 * side, or is short enough to stay on one page, takes them along, so that neither is left behind.
 *
 * @param end the place behind its last block
 * @param wide whether it needs a page on its side
 * @param together whether its blocks stay on one page
 */
record TableGroup(int end, boolean wide, boolean together) {

  /** Letters that fit on one line of a page. */
  private static final int ONE_LINE = 100;

  /** The one that begins with the block at {@code start}; empty where that leads to no table. */
  static Optional<TableGroup> from(List<Node> blocks, int start, Paper paper) {
    int at = tableFrom(blocks, start);
    if (at < 0) {
      return Optional.empty();
    }
    Table table = new Table((TableBlock) blocks.get(at));
    boolean wide = table.fit(paper).landscape();
    boolean together = wide || table.isShort();
    int end = together && sumsUp(blocks, at + 1) ? at + 2 : at + 1;
    return Optional.of(new TableGroup(end, wide, together));
  }

  /** The place of the table that what stands at {@code start} leads to; -1 where to none. */
  private static int tableFrom(List<Node> blocks, int start) {
    int i = start;
    while (i < blocks.size() && i - start < 2 && blocks.get(i) instanceof Heading) {
      i++;
    }
    if (i < blocks.size() && blocks.get(i) instanceof Paragraph && i - start <= 2) {
      i++;
    }
    return i < blocks.size() && blocks.get(i) instanceof TableBlock ? i : -1;
  }

  /** A line right below a table, before the next heading, says what comes of it. */
  private static boolean sumsUp(List<Node> blocks, int at) {
    return at < blocks.size()
        && blocks.get(at) instanceof Paragraph line
        && PlainText.of(line).length() <= ONE_LINE
        && (at + 1 == blocks.size() || blocks.get(at + 1) instanceof Heading);
  }
}
