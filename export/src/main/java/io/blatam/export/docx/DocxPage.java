package io.blatam.export.docx;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.Labels;
import java.math.BigInteger;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/** The A4 page: margins, running header and footer, a first page without them. */
final class DocxPage {

  /** Twentieths of a point: the unit of every length in a Word file. */
  static final int WIDTH = 11_906;

  static final int HEIGHT = 16_838;
  static final int MARGIN = 1_418;

  /** What is left for text between the margins. */
  static final int TEXT_WIDTH = WIDTH - 2 * MARGIN;

  static final int TEXT_HEIGHT = HEIGHT - 2 * MARGIN;

  private static final int HEADER_DISTANCE = 680;

  private DocxPage() {}

  static void setUp(XWPFDocument word, FrontMatter matter) {
    Labels labels = matter.labels();
    XWPFParagraph header = word.createHeader(HeaderFooterType.DEFAULT).createParagraph();
    header.setStyle("Header");
    header.createRun().setText(matter.title());
    if (!matter.company().isEmpty()) {
      header.createRun().addTab();
      header.createRun().setText(matter.company());
    }
    footer(word.createFooter(HeaderFooterType.DEFAULT).createParagraph(), matter, labels);
    word.createHeader(HeaderFooterType.FIRST).createParagraph();
    XWPFParagraph firstFooter = word.createFooter(HeaderFooterType.FIRST).createParagraph();
    if (!matter.cover()) {
      footer(firstFooter, matter, labels);
    }
    measure(word.getDocument().getBody().getSectPr());
  }

  private static void footer(XWPFParagraph footer, FrontMatter matter, Labels labels) {
    footer.setStyle("Footer");
    matter.date().ifPresent(date -> footer.createRun().setText(labels.date(date)));
    footer.createRun().addTab();
    footer.createRun().setText(labels.page() + " ");
    DocxField.simple(footer, "PAGE", "1");
    footer.createRun().setText(" " + labels.of() + " ");
    DocxField.simple(footer, "NUMPAGES", "1");
  }

  private static void measure(CTSectPr section) {
    var size = section.isSetPgSz() ? section.getPgSz() : section.addNewPgSz();
    size.setW(BigInteger.valueOf(WIDTH));
    size.setH(BigInteger.valueOf(HEIGHT));
    var margins = section.isSetPgMar() ? section.getPgMar() : section.addNewPgMar();
    BigInteger margin = BigInteger.valueOf(MARGIN);
    margins.setTop(margin);
    margins.setBottom(margin);
    margins.setLeft(margin);
    margins.setRight(margin);
    margins.setHeader(BigInteger.valueOf(HEADER_DISTANCE));
    margins.setFooter(BigInteger.valueOf(HEADER_DISTANCE));
    margins.setGutter(BigInteger.ZERO);
    if (!section.isSetTitlePg()) {
      section.addNewTitlePg();
    }
  }
}
