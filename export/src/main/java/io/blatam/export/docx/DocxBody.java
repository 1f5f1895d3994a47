package io.blatam.export.docx;

import io.blatam.export.document.ChartBlock;
import io.blatam.export.document.NotesBlock;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.docx.DocxInlines.Look;
import io.blatam.export.office.Palette;
import java.math.BigInteger;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;

/** Writes the chapters: each block of the tree as the paragraphs, tables and charts of Word. */
final class DocxBody {

  private static final int DEEPEST_HEADING = 4;
  private static final int LIST_INDENT = 400;
  private static final int LIST_STEP = 360;

  private final XWPFDocument word;
  private final ParsedDocument document;
  private final Bookmarks bookmarks;
  private final DocxInlines inlines;
  private final DocxLists lists;
  private final DocxTable tables;
  private final DocxFigure figures;
  private int bookmarkId;

  DocxBody(XWPFDocument word, ParsedDocument document, Palette palette, Bookmarks bookmarks) {
    this.word = word;
    this.document = document;
    this.bookmarks = bookmarks;
    this.inlines = new DocxInlines(bookmarks);
    this.lists = new DocxLists(word);
    this.tables = new DocxTable(word, inlines, palette);
    this.figures = new DocxFigure(word, document.frontMatter(), palette);
  }

  void write() {
    boolean contents =
        document.frontMatter().toc() && !DocxContents.entries(document.sections()).isEmpty();
    boolean newPage =
        contents ? DocxContents.fillAPage(document.sections()) : document.frontMatter().cover();
    Node first = document.body().getFirstChild();
    for (Node block = first; block != null; block = block.getNext()) {
      int before = word.getParagraphs().size();
      if (block == first && newPage && !(block instanceof Heading || block instanceof Paragraph)) {
        word.createParagraph();
      }
      block(block, 0, "BodyText");
      if (block == first && newPage) {
        XWPFParagraph opener = word.getParagraphs().get(before);
        opener.setPageBreak(true);
        opener.setSpacingBefore(0);
      }
    }
  }

  /**
   * @param depth how many lists the block lies in
   * @param style of its paragraphs
   */
  private void block(Node block, int depth, String style) {
    if (block instanceof Heading heading) {
      heading(heading);
    } else if (block instanceof Paragraph) {
      XWPFParagraph paragraph = paragraph(style);
      if (depth > 0) {
        paragraph.setIndentationLeft(LIST_INDENT + LIST_STEP * (depth - 1));
      }
      paragraph.setKeepNext(introduces(block));
      inlines.write(block, paragraph, Look.PLAIN);
    } else if (block instanceof ListBlock list) {
      list(list, depth);
    } else if (block instanceof BlockQuote) {
      children(block, depth, "Quote");
    } else if (block instanceof FencedCodeBlock code) {
      code(code.getLiteral());
    } else if (block instanceof IndentedCodeBlock code) {
      code(code.getLiteral());
    } else if (block instanceof TableBlock table) {
      tables.write(table);
    } else if (block instanceof ChartBlock chart) {
      figures.write(chart.chart());
    } else if (block instanceof ThematicBreak) {
      paragraph("Rule");
    } else if (!(block instanceof NotesBlock)) {
      children(block, depth, style);
    }
  }

  private void children(Node parent, int depth, String style) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      block(child, depth, style);
    }
  }

  private void heading(Heading heading) {
    XWPFParagraph paragraph = paragraph("Heading" + Math.min(heading.getLevel(), DEEPEST_HEADING));
    BigInteger id = BigInteger.valueOf(bookmarkId++);
    bookmarks
        .of(heading)
        .ifPresent(
            name -> {
              var start = paragraph.getCTP().addNewBookmarkStart();
              start.setId(id);
              start.setName(name);
            });
    inlines.write(heading, paragraph, Look.PLAIN);
    if (bookmarks.of(heading).isPresent()) {
      paragraph.getCTP().addNewBookmarkEnd().setId(id);
    }
  }

  private void list(ListBlock list, int depth) {
    int level = Math.min(depth, DocxLists.LEVELS - 1);
    BigInteger instance = lists.instance(list, level);
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Node first = item.getFirstChild();
      XWPFParagraph paragraph = paragraph(DocxLists.style(list));
      paragraph.setNumID(instance);
      paragraph.setNumILvl(BigInteger.valueOf(level));
      Node rest = first;
      if (first instanceof Paragraph) {
        inlines.write(first, paragraph, Look.PLAIN);
        rest = first.getNext();
      }
      for (Node block = rest; block != null; block = block.getNext()) {
        block(block, level + 1, "ListContinue");
      }
    }
  }

  private void code(String literal) {
    XWPFRun run = paragraph("Code").createRun();
    String[] lines = literal.stripTrailing().replace("\t", "    ").split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        run.addBreak();
      }
      run.setText(lines[i]);
    }
  }

  /** A line such as "The costs are:" must not stand alone at the foot of a page. */
  private static boolean introduces(Node paragraph) {
    Node next = paragraph.getNext();
    return next instanceof ListBlock || next instanceof TableBlock || next instanceof ChartBlock;
  }

  private XWPFParagraph paragraph(String style) {
    XWPFParagraph paragraph = word.createParagraph();
    paragraph.setStyle(style);
    return paragraph;
  }
}
