package io.blatam.export.docx;

import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.FormatRenderer;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.office.Palette;
import io.blatam.export.office.StablePackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Draws a document as a Word file: cover, contents, chapters, small print. */
public final class DocxRenderer implements FormatRenderer {

  private static final String PAPER = "#ffffff";

  @Override
  public int revision() {
    return 4;
  }

  @Override
  public ExportFormat format() {
    return ExportFormat.DOCX;
  }

  @Override
  public byte[] render(ParsedDocument document) {
    FrontMatter matter = document.frontMatter();
    Palette palette = Palette.of(matter.theme());
    try (XWPFDocument word = new XWPFDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      DocxStyles.install(word, palette, matter.language());
      DocxProperties.write(word, matter);
      Bookmarks bookmarks = Bookmarks.of(document.sections());
      DocxPage.setUp(word, matter);
      DocxOpening opening = new DocxOpening(word, matter);
      document.logo().map(logo -> logo.on(PAPER, "#" + palette.primary())).ifPresent(opening::logo);
      opening.title();
      if (matter.toc() && !document.sections().isEmpty()) {
        PageEstimate pages = PageEstimate.of(document);
        new DocxContents(word, matter.labels(), bookmarks)
            .write(document.sections(), pages, matter.cover());
      }
      new DocxBody(word, document, palette, bookmarks).write();
      opening.smallPrint();
      word.write(out);
      return StablePackage.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
