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
import java.util.Optional;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
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

  private final Markup markup;
  private final FrontMatter frontMatter;
  private final Theme theme;
  private final Paper paper;
  private final Map<Node, String> anchors = new IdentityHashMap<>();
  private final TableWriter tables;
  private int charts;

  BlockWriter(Markup markup, ParsedDocument document, Theme theme, Paper paper) {
    this.markup = markup;
    this.frontMatter = document.frontMatter();
    this.theme = theme;
    this.paper = paper;
    this.tables = new TableWriter(markup, paper, this::visitChildren);
    for (Section section : document.sections()) {
      anchors.put(section.heading(), section.id());
    }
  }

  /** Writes top-level blocks, tables with what belongs to them. */
  void write(List<Node> blocks) {
    for (int i = 0; i < blocks.size(); ) {
      Optional<TableGroup> together =
          TableGroup.from(blocks, i, paper).filter(TableGroup::together);
      together.ifPresent(group -> markup.open("div", "class", group.wide() ? "landscape" : "kept"));
      int end = together.map(TableGroup::end).orElse(i + 1);
      for (; i < end; i++) {
        blocks.get(i).accept(this);
      }
      together.ifPresent(group -> markup.close("div").newline());
    }
  }

  /** Writes what stands in a line. */
  void inlines(List<Node> nodes) {
    nodes.forEach(node -> node.accept(this));
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
      tables.write(new Table(table));
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
    ChartSvg.Drawing drawing = ChartSvg.draw(chart, frontMatter.locale(), theme);
    String size = paper.isSlide() ? " " + SlideFit.chart(drawing.height()) : "";
    markup.open("figure", "class", "chart" + size).open("figcaption");
    markup.element(
        "b", frontMatter.labels().chart() + " " + charts + (chart.title().isEmpty() ? "" : ". "));
    markup.text(chart.title());
    String caption = ChartSvg.caption(chart, frontMatter.locale());
    markup.elementIfAny("span", caption, "class", "unit");
    markup.close("figcaption").newline();
    markup.trusted(drawing.svg());
    markup.close("figure").newline();
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
