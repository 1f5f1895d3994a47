package io.blatam.export.docx;

import io.blatam.export.document.Labels;
import io.blatam.export.document.Section;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSdtBlock;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSdtContentBlock;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;

/**
 * The table of contents: a TOC field inside the content control that gives Word its "Update table"
 * button, filled in already so that it can be read in a program that computes no fields.
 */
final class DocxContents {

  private static final int DEEPEST = 2;

  /** Fewer entries do not fill a page: the first chapter follows below them. */
  private static final int ENOUGH_FOR_A_PAGE = 8;

  private final XWPFDocument word;
  private final Labels labels;
  private final Bookmarks bookmarks;

  DocxContents(XWPFDocument word, Labels labels, Bookmarks bookmarks) {
    this.word = word;
    this.labels = labels;
    this.bookmarks = bookmarks;
  }

  /** The headings that are listed. */
  static List<Section> entries(List<Section> sections) {
    return sections.stream().filter(section -> section.level() <= DEEPEST).toList();
  }

  /** Whether the first chapter begins on a new page after the contents. */
  static boolean fillAPage(List<Section> sections) {
    return entries(sections).size() >= ENOUGH_FOR_A_PAGE;
  }

  /** Writes the contents, on a page of their own where the document has a cover. */
  void write(List<Section> sections, PageEstimate pages, boolean cover) {
    List<Section> entries = entries(sections);
    if (entries.isEmpty()) {
      return;
    }
    CTSdtBlock control = word.getDocument().getBody().addNewSdt();
    var gallery = control.addNewSdtPr().addNewDocPartObj();
    gallery.addNewDocPartGallery().setVal("Table of Contents");
    gallery.addNewDocPartUnique();
    CTSdtContentBlock content = control.addNewSdtContent();
    CTP heading = paragraph(content, "TOCHeading");
    if (cover) {
      heading.getPPr().addNewPageBreakBefore();
    }
    heading.addNewR().addNewT().setStringValue(labels.contents());
    for (int i = 0; i < entries.size(); i++) {
      Section section = entries.get(i);
      CTP line = paragraph(content, "TOC" + section.level());
      if (i == 0) {
        DocxField.begin(
            line.addNewR(), line.addNewR(), "TOC \\o \"1-" + DEEPEST + "\" \\h \\z \\u");
        DocxField.mark(line.addNewR(), STFldCharType.SEPARATE);
      }
      entry(line, section, pages.of(section));
    }
    DocxField.mark(paragraph(content, "BodyText").addNewR(), STFldCharType.END);
  }

  private void entry(CTP line, Section section, int page) {
    String bookmark = bookmarks.of(section);
    CTHyperlink link = line.addNewHyperlink();
    link.setAnchor(bookmark);
    link.setHistory(true);
    link.addNewR().addNewT().setStringValue(section.title());
    link.addNewR().addNewTab();
    DocxField.begin(link.addNewR(), link.addNewR(), "PAGEREF " + bookmark + " \\h");
    DocxField.mark(link.addNewR(), STFldCharType.SEPARATE);
    link.addNewR().addNewT().setStringValue(Integer.toString(page));
    DocxField.mark(link.addNewR(), STFldCharType.END);
  }

  private static CTP paragraph(CTSdtContentBlock content, String style) {
    CTP paragraph = content.addNewP();
    paragraph.addNewPPr().addNewPStyle().setVal(style);
    return paragraph;
  }
}
