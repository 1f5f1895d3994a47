package io.blatam.export.pptx;

import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.FormatRenderer;
import io.blatam.export.api.Logo;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.logo.Picture;
import io.blatam.export.office.FileProperties;
import io.blatam.export.office.Palette;
import io.blatam.export.office.StablePackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.xslf.usermodel.XMLSlideShow;

/** Draws a deck as a PowerPoint file; a document becomes a deck of its chapters. */
public final class PptxRenderer implements FormatRenderer {

  @Override
  public ExportFormat format() {
    return ExportFormat.PPTX;
  }

  @Override
  public int revision() {
    return 5;
  }

  /** The opening slide is dark. */
  private static Picture ground(Logo logo, Palette palette) {
    return logo.on("#" + palette.primary(), "#" + palette.primary());
  }

  @Override
  public byte[] render(ParsedDocument document) {
    FrontMatter matter = document.frontMatter();
    Palette palette = Palette.of(matter.theme());
    try (XMLSlideShow show = PptxTemplate.open(palette);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      FileProperties.write(show.getProperties(), matter);
      PptxSlides slides = new PptxSlides(show, matter, palette);
      slides.opening(
          SlidePlan.openingNotes(document), document.logo().map(logo -> ground(logo, palette)));
      for (PlannedSlide slide : SlidePlan.of(document)) {
        slides.add(slide);
      }
      show.write(out);
      return StablePackage.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
