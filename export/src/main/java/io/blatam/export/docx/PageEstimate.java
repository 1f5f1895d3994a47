package io.blatam.export.docx;

import io.blatam.export.document.ChartBlock;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.document.PlainText;
import io.blatam.export.document.Section;
import io.blatam.export.office.TableModel;
import io.blatam.export.office.TextWidth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * On which page each heading should come to lie, found by stacking blocks of measured height. Word
 * computes the true numbers when it updates the contents; until then, and in programs that never
 * do, these are shown.
 */
final class PageEstimate {

  /** Points. */
  private static final double PAGE = DocxPage.TEXT_HEIGHT / 20.0;

  private static final double WIDTH = DocxPage.TEXT_WIDTH / 20.0;
  private static final double LINE = 1.22;
  private static final double BODY = 11;
  private static final double BODY_LINE = BODY * LINE * 1.15;
  private static final double ENTRIES_A_PAGE = 38;
  private static final double CONTENTS_HEADING = 37;
  private static final double FIRST_LEVEL = 19;
  private static final double SECOND_LEVEL = 15;

  /** A chart and its caption. */
  private static final double FIGURE = DocxFigure.HEIGHT + 3 + 13.3;

  private final Map<Heading, Integer> pages = new HashMap<>();
  private int page;
  private double used;

  /** The space after the last paragraph; Word lets it and the next space before overlap. */
  private double after;

  private PageEstimate(int firstPage) {
    this.page = firstPage;
  }

  static PageEstimate of(ParsedDocument document) {
    List<Section> entries = DocxContents.entries(document.sections());
    int cover = document.frontMatter().cover() ? 1 : 0;
    int first = cover + 1;
    PageEstimate estimate;
    if (DocxContents.fillAPage(document.sections())) {
      int contents = (int) Math.ceil((entries.size() + 1) / ENTRIES_A_PAGE);
      estimate = new PageEstimate(first + contents);
    } else {
      estimate = new PageEstimate(first);
      estimate.whole(0, CONTENTS_HEADING);
      entries.forEach(entry -> estimate.whole(0, entry.level() == 1 ? FIRST_LEVEL : SECOND_LEVEL));
      estimate.whole(0, BODY_LINE);
      estimate.after = 7;
    }
    estimate.children(document.body(), WIDTH);
    return estimate;
  }

  int of(Section section) {
    return pages.getOrDefault(section.heading(), page);
  }

  private void children(Node parent, double width) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      block(node, width);
    }
  }

  private void block(Node node, double width) {
    if (node instanceof Heading heading) {
      heading(heading);
    } else if (node instanceof Paragraph) {
      lines(node, width, 7);
    } else if (node instanceof ListBlock) {
      for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
        for (Node block = item.getFirstChild(); block != null; block = block.getNext()) {
          if (block instanceof Paragraph) {
            lines(block, width - 20, 4);
          } else {
            block(block, width - 20);
          }
        }
      }
    } else if (node instanceof BlockQuote) {
      children(node, width - 34);
    } else if (node instanceof FencedCodeBlock code) {
      code(code.getLiteral());
    } else if (node instanceof IndentedCodeBlock code) {
      code(code.getLiteral());
    } else if (node instanceof TableBlock table) {
      table(TableModel.of(table));
    } else if (node instanceof ChartBlock) {
      whole(8, FIGURE);
      after = 12;
    } else {
      children(node, width);
    }
  }

  private void heading(Heading heading) {
    double size =
        switch (heading.getLevel()) {
          case 1 -> 18;
          case 2 -> 14;
          default -> 12;
        };
    double before =
        switch (heading.getLevel()) {
          case 1 -> 24;
          case 2 -> 15;
          default -> 12;
        };
    double height = TextWidth.lines(PlainText.of(heading), size * 1.05, WIDTH) * size * LINE;
    double rule = heading.getLevel() == 1 ? 5 : 0;
    // A heading stays with the two lines (or the head and first row) that follow it.
    if (used + Math.max(after, before) + height + companion(heading.getNext()) > PAGE) {
      turn();
    }
    whole(before, height + rule);
    after = heading.getLevel() == 1 ? 10 : 6;
    pages.put(heading, page);
  }

  private static double companion(Node next) {
    if (next instanceof ChartBlock) {
      return FIGURE;
    }
    return next instanceof Heading ? 60 : 2 * BODY_LINE;
  }

  private void lines(Node text, double width, double spaceAfter) {
    int lines = TextWidth.lines(PlainText.of(text), BODY, width);
    for (int i = 0; i < lines; i++) {
      whole(0, BODY_LINE);
    }
    after = spaceAfter;
  }

  private void code(String literal) {
    literal.lines().forEach(line -> whole(0, 9 * LINE * 1.05));
    after = 8;
  }

  private void table(TableModel model) {
    boolean small = model.leastWidth(DocxTable.FONT_SIZE, DocxTable.PADDING) > WIDTH;
    double size = small ? DocxTable.SMALL_FONT_SIZE : DocxTable.FONT_SIZE;
    double[] widths = model.columnWidths(WIDTH, size, DocxTable.PADDING);
    double[] heights =
        model.rows().stream()
            .mapToDouble(
                row -> {
                  int lines = 1;
                  for (int i = 0; i < widths.length; i++) {
                    double room = widths[i] - DocxTable.PADDING;
                    lines = Math.max(lines, TextWidth.lines(row.text(i), size, room));
                  }
                  return lines * size * LINE + 5.5;
                })
            .toArray();
    if (DocxTable.staysTogether(model)) {
      double sum = 0;
      for (double height : heights) {
        sum += height;
      }
      whole(0, sum);
    } else {
      for (double height : heights) {
        whole(0, height);
      }
    }
    whole(0, 10);
  }

  /** Places something that does not break. */
  private void whole(double before, double height) {
    double gap = used == 0 ? 0 : Math.max(after, before);
    if (used + gap + height > PAGE) {
      turn();
      gap = 0;
    }
    used += gap + height;
    after = 0;
  }

  private void turn() {
    page++;
    used = 0;
    after = 0;
  }
}
