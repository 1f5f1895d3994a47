package io.blatam.export.html;

import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.FormatRenderer;
import io.blatam.export.document.ParsedDocument;
import java.nio.charset.StandardCharsets;

/** One HTML file that needs nothing beside itself and may load nothing. */
public final class HtmlRenderer implements FormatRenderer {

  @Override
  public int revision() {
    return 5;
  }

  @Override
  public ExportFormat format() {
    return ExportFormat.HTML;
  }

  @Override
  public byte[] render(ParsedDocument document) {
    String page = "<!DOCTYPE html>\n" + HtmlPage.of(document, Medium.SCREEN);
    return page.getBytes(StandardCharsets.UTF_8);
  }
}
