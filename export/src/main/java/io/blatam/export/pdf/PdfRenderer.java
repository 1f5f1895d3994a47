package io.blatam.export.pdf;

import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.FormatRenderer;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.html.HtmlPage;
import io.blatam.export.html.Medium;

/** PDF: the paged HTML, laid out. */
public final class PdfRenderer implements FormatRenderer {

  private final PageLayout layout = new PageLayout();

  @Override
  public int revision() {
    return 5;
  }

  @Override
  public ExportFormat format() {
    return ExportFormat.PDF;
  }

  @Override
  public byte[] render(ParsedDocument document) {
    return layout.print(HtmlPage.of(document, Medium.PAGED), document.frontMatter().date());
  }
}
