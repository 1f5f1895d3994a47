package io.blatam.export.docx;

import io.blatam.export.document.FrontMatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;

/** What the front matter says in print: the cover (or a title block) and the small print. */
final class DocxOpening {

  private final XWPFDocument word;
  private final FrontMatter matter;

  DocxOpening(XWPFDocument word, FrontMatter matter) {
    this.word = word;
    this.matter = matter;
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
    if (matter.generator().isEmpty() && matter.disclaimer().isEmpty()) {
      return;
    }
    if (!matter.disclaimer().isEmpty()) {
      line("SmallPrint", matter.disclaimer());
    }
    if (!matter.generator().isEmpty()) {
      line("SmallPrint", matter.labels().generatedBy() + " " + matter.generator() + ".");
    }
  }

  private void line(String style, String text) {
    XWPFParagraph paragraph = word.createParagraph();
    paragraph.setStyle(style);
    if (!text.isEmpty()) {
      paragraph.createRun().setText(text);
    }
  }
}
