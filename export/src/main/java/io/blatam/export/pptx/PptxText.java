package io.blatam.export.pptx;

import io.blatam.export.document.Card;
import io.blatam.export.pptx.TextLine.Kind;
import java.util.List;
import org.apache.poi.sl.usermodel.AutoNumberingScheme;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextRun;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Writes lines and inline markup into placeholders and cells, in the deck's language. */
final class PptxText {

  private static final String MONOSPACED = "Consolas";

  /** What surrounds a run; each markup adds to it. */
  private record Look(boolean bold, boolean italic, boolean struck, String link, String font) {

    static final Look PLAIN = new Look(false, false, false, "", "");

    Look emboldened() {
      return new Look(true, italic, struck, link, font);
    }

    Look italicized() {
      return new Look(bold, true, struck, link, font);
    }

    Look crossedOut() {
      return new Look(bold, italic, true, link, font);
    }

    Look linked(String address) {
      return new Look(bold, italic, struck, address, font);
    }

    Look monospaced() {
      return new Look(bold, italic, struck, link, MONOSPACED);
    }
  }

  private final String language;
  private final boolean links;

  private PptxText(String language, boolean links) {
    this.language = language;
    this.links = links;
  }

  /** Texts in a language, with links as such. */
  static PptxText in(String language) {
    return new PptxText(language.equals("en") ? "en-US" : "es-ES", true);
  }

  /**
   * On a dark ground: PowerPoint paints links in the theme's colour, which can not be read there.
   */
  PptxText onDark() {
    return new PptxText(language, false);
  }

  /** Replaces the shape's text by one paragraph without markup. */
  void plain(XSLFTextShape shape, String text) {
    shape.clearText();
    for (String line : text.split("\\R")) {
      if (!line.isBlank()) {
        literal(shape.addNewTextParagraph(), line, Look.PLAIN);
      }
    }
  }

  /** Replaces the shape's text by the lines, sized by the scale where it is not 1. */
  void lines(XSLFTextShape shape, List<TextLine> lines, double scale) {
    shape.clearText();
    for (TextLine line : lines) {
      XSLFTextParagraph paragraph = shape.addNewTextParagraph();
      shape(paragraph, line);
      Look look =
          switch (line.kind()) {
            case SUBHEAD -> Look.PLAIN.emboldened();
            case QUOTE -> Look.PLAIN.italicized();
            case CODE -> Look.PLAIN.monospaced();
            case PARAGRAPH, BULLET, NUMBER -> Look.PLAIN;
          };
      if (line.kind() == Kind.CODE) {
        literal(paragraph, line.text().isEmpty() ? " " : line.text(), look);
      } else {
        children(line.content(), paragraph, look);
      }
      if (scale != 1.0 || line.kind() == Kind.CODE) {
        size(paragraph, line.fontSize(scale));
        // Negative is POI's way to say points; positive would be a percentage of the line.
        paragraph.setSpaceBefore(-line.spaceBefore(scale));
      }
    }
  }

  /** Replaces the shape's text by a card's name and text. */
  void card(XSLFTextShape shape, Card card, double scale) {
    shape.clearText();
    XSLFTextParagraph name = shape.addNewTextParagraph();
    literal(name, card.name(), Look.PLAIN);
    size(name, CardFit.nameSize(scale));
    XSLFTextParagraph text = shape.addNewTextParagraph();
    text.setIndentLevel(1);
    if (!card.lead().isEmpty()) {
      literal(text, card.lead(), Look.PLAIN);
    }
    card.rest().forEach(node -> inline(node, text, Look.PLAIN));
    size(text, CardFit.textSize(scale));
  }

  private static void size(XSLFTextParagraph paragraph, double points) {
    paragraph.getTextRuns().forEach(run -> run.setFontSize(points));
  }

  /** Appends the inline children of a node. */
  void inlines(Node node, XSLFTextParagraph paragraph) {
    children(node, paragraph, Look.PLAIN);
  }

  private static void shape(XSLFTextParagraph paragraph, TextLine line) {
    if (line.level() > 0) {
      paragraph.setIndentLevel(line.level());
    }
    if (line.kind() == Kind.NUMBER) {
      AutoNumberingScheme scheme =
          line.level() == 0 ? AutoNumberingScheme.arabicPeriod : AutoNumberingScheme.alphaLcPeriod;
      paragraph.setBulletAutoNumber(scheme, line.number());
    } else if (line.kind() != Kind.BULLET) {
      paragraph.setBullet(false);
      if (line.level() == 0) {
        paragraph.setLeftMargin(0.0);
      }
      paragraph.setIndent(0.0);
    }
  }

  private void children(Node parent, XSLFTextParagraph paragraph, Look look) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      inline(node, paragraph, look);
    }
  }

  private void inline(Node node, XSLFTextParagraph paragraph, Look look) {
    if (node instanceof Text text) {
      literal(paragraph, text.getLiteral(), look);
    } else if (node instanceof Code code) {
      literal(paragraph, code.getLiteral(), look.monospaced());
    } else if (node instanceof StrongEmphasis) {
      children(node, paragraph, look.emboldened());
    } else if (node instanceof Emphasis) {
      children(node, paragraph, look.italicized());
    } else if (node instanceof Strikethrough) {
      children(node, paragraph, look.crossedOut());
    } else if (node instanceof Link link) {
      String address = link.getDestination();
      children(node, paragraph, address.startsWith("#") ? look : look.linked(address));
    } else if (node instanceof SoftLineBreak) {
      literal(paragraph, " ", look);
    } else if (node instanceof HardLineBreak) {
      paragraph.addLineBreak();
    } else {
      children(node, paragraph, look);
    }
  }

  private void literal(XSLFTextParagraph paragraph, String text, Look look) {
    XSLFTextRun run = paragraph.addNewTextRun();
    run.setText(text);
    run.getRPr(true).setLang(language);
    if (look.bold()) {
      run.setBold(true);
    }
    if (look.italic()) {
      run.setItalic(true);
    }
    if (look.struck()) {
      run.setStrikethrough(true);
    }
    if (!look.font().isEmpty()) {
      run.setFontFamily(look.font());
    }
    if (links && !look.link().isEmpty()) {
      run.createHyperlink().setAddress(look.link());
    }
  }
}
