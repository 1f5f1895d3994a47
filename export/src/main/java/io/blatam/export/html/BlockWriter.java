package io.blatam.export.html;

import io.blatam.export.chart.ChartSvg;
import io.blatam.export.document.Chart;
import io.blatam.export.document.ChartBlock;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.NotesBlock;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.document.PlainText;
import io.blatam.export.document.Section;
import io.blatam.export.theme.Theme;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Writes the blocks of a document's tree in order. */
final class BlockWriter extends AbstractVisitor {

  /** Letters that fit on one line of a page. */
  private static final int ONE_LINE = 100;

  private final Markup markup;
  private final FrontMatter frontMatter;
  private final Theme theme;
  private final Paper paper;
  private final Map<Node, String> anchors = new IdentityHashMap<>();
  private int charts;

  BlockWriter(Markup markup, ParsedDocument document, Theme theme, Paper paper) {
    this.markup = markup;
    this.frontMatter = document.frontMatter();
    this.theme = theme;
    this.paper = paper;
    for (Section section : document.sections()) {
      anchors.put(section.heading(), section.id());
    }
  }

  /**
   * Writes top-level blocks. A table that needs a page on its side, or is short enough to stay on
   * one page, takes the heading and the paragraph before it along, so that neither is left behind.
   */
  void write(List<Node> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      int table = tableFrom(blocks, i);
      if (table < 0) {
        blocks.get(i).accept(this);
      } else {
        Table found = new Table((TableBlock) blocks.get(table));
        boolean wide = found.fit(paper).landscape();
        boolean together = wide || found.isShort();
        if (together) {
          markup.open("div", "class", wide ? "landscape" : "kept");
        }
        int last = together && sumsUp(blocks, table + 1) ? table + 1 : table;
        for (; i <= last; i++) {
          blocks.get(i).accept(this);
        }
        i--;
        if (together) {
          markup.close("div").newline();
        }
      }
    }
  }

  /** A line right below a table, before the next heading, says what comes of it. */
  private static boolean sumsUp(List<Node> blocks, int at) {
    return at < blocks.size()
        && blocks.get(at) instanceof Paragraph line
        && PlainText.of(line).length() <= ONE_LINE
        && (at + 1 == blocks.size() || blocks.get(at + 1) instanceof Heading);
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

  @Override
  public void visit(Heading heading) {
    String element = "h" + heading.getLevel();
    String anchor = anchors.get(heading);
    if (anchor == null) {
      markup.open(element);
    } else {
      markup.open(element, "id", anchor);
    }
    visitChildren(heading);
    markup.close(element).newline();
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (paragraph.getParent() instanceof ListItem item
        && item.getParent() instanceof ListBlock list
        && list.isTight()) {
      visitChildren(paragraph);
      return;
    }
    if (introducesNext(paragraph)) {
      markup.open("p", "class", "lead-in");
    } else {
      markup.open("p");
    }
    visitChildren(paragraph);
    markup.close("p").newline();
  }

  /** "The figures are:" belongs on the page of its figures. */
  private static boolean introducesNext(Paragraph paragraph) {
    Node next = paragraph.getNext();
    return next != null
        && !(next instanceof Paragraph || next instanceof Heading)
        && PlainText.of(paragraph).endsWith(":");
  }

  @Override
  public void visit(BulletList list) {
    markup.open("ul").newline();
    visitChildren(list);
    markup.close("ul").newline();
  }

  @Override
  public void visit(OrderedList list) {
    Integer start = list.getMarkerStartNumber();
    if (start == null || start == 1) {
      markup.open("ol").newline();
    } else {
      markup.open("ol", "start", start.toString()).newline();
    }
    visitChildren(list);
    markup.close("ol").newline();
  }

  @Override
  public void visit(ListItem item) {
    markup.open("li");
    visitChildren(item);
    markup.close("li").newline();
  }

  @Override
  public void visit(BlockQuote quote) {
    markup.open("blockquote").newline();
    visitChildren(quote);
    markup.close("blockquote").newline();
  }

  @Override
  public void visit(FencedCodeBlock block) {
    code(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    code(block.getLiteral());
  }

  private void code(String literal) {
    markup.open("pre").element("code", literal.stripTrailing()).close("pre").newline();
  }

  @Override
  public void visit(ThematicBreak line) {
    markup.empty("hr").newline();
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock table) {
      table(new Table(table));
    } else if (block instanceof ChartBlock chart) {
      chart(chart.chart());
    } else if (block instanceof NotesBlock notes) {
      notes(notes);
    }
  }

  private void notes(NotesBlock notes) {
    markup.open("aside", "class", "notes");
    for (String paragraph : notes.text().split("\\R{2,}")) {
      markup.element("p", paragraph);
    }
    markup.close("aside").newline();
  }

  private void chart(Chart chart) {
    charts++;
    markup.open("figure", "class", "chart").open("figcaption");
    markup.element(
        "b", frontMatter.labels().chart() + " " + charts + (chart.title().isEmpty() ? "" : ". "));
    markup.text(chart.title());
    String caption = ChartSvg.caption(chart, frontMatter.locale());
    markup.elementIfAny("span", caption, "class", "unit");
    markup.close("figcaption").newline();
    markup.trusted(ChartSvg.draw(chart, frontMatter.locale(), theme));
    markup.close("figure").newline();
  }

  private void table(Table table) {
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
        visitChildren(row.get(c));
      }
      markup.close(element);
    }
    markup.close("tr").newline();
  }

  @Override
  public void visit(Text text) {
    markup.text(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    markup.element("code", code.getLiteral());
  }

  @Override
  public void visit(Emphasis emphasis) {
    markup.open("em");
    visitChildren(emphasis);
    markup.close("em");
  }

  @Override
  public void visit(StrongEmphasis strong) {
    markup.open("strong");
    visitChildren(strong);
    markup.close("strong");
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof Strikethrough) {
      markup.open("s");
      visitChildren(node);
      markup.close("s");
    } else {
      visitChildren(node);
    }
  }

  @Override
  public void visit(Link link) {
    markup.open("a", "href", link.getDestination().strip());
    visitChildren(link);
    markup.close("a");
  }

  @Override
  public void visit(SoftLineBreak lineBreak) {
    markup.newline();
  }

  @Override
  public void visit(HardLineBreak lineBreak) {
    markup.empty("br");
  }
}
