package io.blatam.export.docx;

import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;

/** Turns the inline nodes of a block into the runs of a paragraph. */
final class DocxInlines {

  /** How the run at hand is to look; each markup adds to what surrounds it. */
  record Look(boolean bold, boolean italic, boolean struck, String colour) {

    static final Look PLAIN = new Look(false, false, false, "");

    Look emboldened() {
      return new Look(true, italic, struck, colour);
    }

    Look italicized() {
      return new Look(bold, true, struck, colour);
    }

    Look crossedOut() {
      return new Look(bold, italic, true, colour);
    }

    Look coloured(String hex) {
      return new Look(bold, italic, struck, hex);
    }
  }

  /** Where the next run comes to lie: in the paragraph itself or in a link. */
  @FunctionalInterface
  private interface Runs {
    XWPFRun next();
  }

  private final Bookmarks bookmarks;

  DocxInlines(Bookmarks bookmarks) {
    this.bookmarks = bookmarks;
  }

  /** Appends the children of the block to the paragraph. */
  void write(Node block, XWPFParagraph paragraph, Look look) {
    children(block, paragraph, paragraph::createRun, look);
  }

  private void children(Node parent, XWPFParagraph paragraph, Runs runs, Look look) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      inline(node, paragraph, runs, look);
    }
  }

  private void inline(Node node, XWPFParagraph paragraph, Runs runs, Look look) {
    if (node instanceof Text text) {
      run(runs, look).setText(text.getLiteral());
    } else if (node instanceof StrongEmphasis) {
      children(node, paragraph, runs, look.emboldened());
    } else if (node instanceof Emphasis) {
      children(node, paragraph, runs, look.italicized());
    } else if (node instanceof Strikethrough) {
      children(node, paragraph, runs, look.crossedOut());
    } else if (node instanceof Code code) {
      XWPFRun run = run(runs, look);
      run.setStyle("CodeInline");
      run.setText(code.getLiteral());
    } else if (node instanceof Link link) {
      children(link, paragraph, linked(link, paragraph, runs), look);
    } else if (node instanceof SoftLineBreak) {
      run(runs, look).setText(" ");
    } else if (node instanceof HardLineBreak) {
      run(runs, look).addBreak();
    } else {
      children(node, paragraph, runs, look);
    }
  }

  private Runs linked(Link link, XWPFParagraph paragraph, Runs runs) {
    String destination = link.getDestination();
    if (destination.startsWith("#")) {
      return bookmarks
          .target(destination)
          .<Runs>map(bookmark -> () -> internal(paragraph, bookmark))
          .orElse(runs);
    }
    return () -> {
      XWPFHyperlinkRun run = paragraph.createHyperlinkRun(destination);
      run.setStyle("Hyperlink");
      return run;
    };
  }

  private static XWPFRun internal(XWPFParagraph paragraph, String bookmark) {
    CTHyperlink link = paragraph.getCTP().addNewHyperlink();
    link.setAnchor(bookmark);
    XWPFRun run = new XWPFHyperlinkRun(link, link.addNewR(), paragraph);
    run.setStyle("Hyperlink");
    return run;
  }

  private static XWPFRun run(Runs runs, Look look) {
    XWPFRun run = runs.next();
    if (look.bold()) {
      run.setBold(true);
    }
    if (look.italic()) {
      run.setItalic(true);
    }
    if (look.struck()) {
      run.setStrikeThrough(true);
    }
    if (!look.colour().isEmpty()) {
      run.setColor(look.colour());
    }
    return run;
  }
}
