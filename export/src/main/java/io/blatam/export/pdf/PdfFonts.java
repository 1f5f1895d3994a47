package io.blatam.export.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The typefaces every PDF embeds (as subsets), read once. IBM Plex carries the text; DejaVu Sans
 * follows it wherever a sign is missing, such as a ballot box or an arrow. Their licences lie
 * beside the files.
 */
final class PdfFonts {

  private record Face(String family, int weight, FontStyle style, byte[] bytes) {}

  private final List<Face> faces =
      List.of(
          face("IBM Plex Sans", 400, FontStyle.NORMAL, "IBMPlexSans-Regular.ttf"),
          face("IBM Plex Sans", 400, FontStyle.ITALIC, "IBMPlexSans-Italic.ttf"),
          face("IBM Plex Sans", 600, FontStyle.NORMAL, "IBMPlexSans-SemiBold.ttf"),
          face("IBM Plex Sans", 600, FontStyle.ITALIC, "IBMPlexSans-SemiBoldItalic.ttf"),
          face("IBM Plex Serif", 500, FontStyle.NORMAL, "IBMPlexSerif-Medium.ttf"),
          face("IBM Plex Mono", 400, FontStyle.NORMAL, "IBMPlexMono-Regular.ttf"),
          face("DejaVu Sans", 400, FontStyle.NORMAL, "DejaVuSans.ttf"));

  /** Offers every face to a document that is about to be laid out; only those used are parsed. */
  void addTo(PdfRendererBuilder builder, PDDocument pdf) {
    for (Face face : faces) {
      builder.useFont(
          new EmbeddedFont(pdf, face.bytes), face.family, face.weight, face.style, true);
    }
  }

  private static Face face(String family, int weight, FontStyle style, String file) {
    try (InputStream in = PdfFonts.class.getResourceAsStream("fonts/" + file)) {
      return new Face(family, weight, style, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A face of one document, parsed when it is first used. Glyph substitution is off: the layout
   * measures words without it, and applying it took a fifth of the time of a render.
   */
  private static final class EmbeddedFont extends PDFontSupplier {

    private final PDDocument pdf;
    private final byte[] bytes;

    EmbeddedFont(PDDocument pdf, byte[] bytes) {
      super(null);
      this.pdf = pdf;
      this.bytes = bytes;
    }

    @Override
    public PDFont supply() {
      try {
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
        font.setEnableGsub(false);
        return PDType0Font.load(pdf, font, true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
