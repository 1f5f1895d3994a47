package io.blatam.export.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

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

  void addTo(PdfRendererBuilder builder) {
    for (Face face : faces) {
      builder.useFont(
          () -> new ByteArrayInputStream(face.bytes), face.family, face.weight, face.style, true);
    }
  }

  private static Face face(String family, int weight, FontStyle style, String file) {
    try (InputStream in = PdfFonts.class.getResourceAsStream("fonts/" + file)) {
      return new Face(family, weight, style, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
