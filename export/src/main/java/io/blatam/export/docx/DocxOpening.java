package io.blatam.export.docx;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.logo.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/** What the front matter says in print: the cover (or a title block) and the small print. */
final class DocxOpening {

  /** Beyond every figure's, which are counted from 1. */
  private static final long LOGO_ID = 100_000;

  private final XWPFDocument word;
  private final FrontMatter matter;

  DocxOpening(XWPFDocument word, FrontMatter matter) {
    this.word = word;
    this.matter = matter;
  }

  /** The company's picture, above everything else. */
  void logo(Picture picture) {
    XWPFParagraph paragraph = word.createParagraph();
    paragraph.setStyle("Logo");
    Picture.Size size = matter.cover() ? picture.within(180, 62) : picture.within(142, 48);
    try {
      XWPFRun run = paragraph.createRun();
      run.addPicture(
          new ByteArrayInputStream(picture.png()),
          PictureType.PNG,
          "logo.png",
          Units.toEMU(size.width()),
          Units.toEMU(size.height()));
      var properties = run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr();
      properties.setId(LOGO_ID);
      properties.setName("Logo");
      properties.setDescr(matter.labels().logoOf(matter));
    } catch (InvalidFormatException | IOException e) {
      throw new UncheckedIOException(new IOException("cannot add the logo to the document", e));
    }
  }

  void title() {
    if (matter.cover()) {
      line("CoverCompany", matter.company());
    }
    line("Title", matter.title());
    if (!matter.subtitle().isEmpty()) {
      line("Subtitle", matter.subtitle());
    }
    if (matter.cover()) {
      line("CoverRule", "");
    }
    details().forEach(detail -> line("CoverDetail", detail));
  }

  private List<String> details() {
    List<String> details = new ArrayList<>();
    if (!matter.author().isEmpty()) {
      details.add(matter.labels().author() + " " + matter.author());
    }
    matter.date().ifPresent(date -> details.add(matter.labels().date(date)));
    return details;
  }

  /** Who wrote the text, and what the reader should not take it for. */
  void smallPrint() {
    matter.smallPrint().ifPresent(said -> line("SmallPrint", said));
  }

  private void line(String style, String text) {
    XWPFParagraph paragraph = word.createParagraph();
    paragraph.setStyle(style);
    if (!text.isEmpty()) {
      paragraph.createRun().setText(text);
    }
  }
}
