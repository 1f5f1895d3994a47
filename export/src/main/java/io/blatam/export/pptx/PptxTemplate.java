package io.blatam.export.pptx;

import io.blatam.export.office.Palette;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.xslf.usermodel.XMLSlideShow;

/**
 * Puts the empty deck together from its XML parts, which are kept as text so that a change of the
 * master can be read in a diff.
 */
final class PptxTemplate {

  private static final int LAYOUTS = SlideLayout.values().length;
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String TYPES =
      "application/vnd.openxmlformats-officedocument.presentationml.";

  private PptxTemplate() {}

  /** An empty deck in those colours; the caller closes it. */
  static XMLSlideShow open(Palette palette) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OPCPackage deck = OPCPackage.create(bytes)) {
      PackagePart presentation =
          part(deck, "/ppt/presentation.xml", TYPES + "presentation.main+xml", palette);
      deck.addRelationship(
          presentation.getPartName(), TargetMode.INTERNAL, OFFICE + "officeDocument", "rId1");
      PackagePart master =
          part(deck, "/ppt/slideMasters/slideMaster1.xml", TYPES + "slideMaster+xml", palette);
      PackagePart theme =
          part(
              deck,
              "/ppt/theme/theme1.xml",
              "application/vnd.openxmlformats-officedocument.theme+xml",
              palette);
      link(presentation, master, "slideMaster", "rId1");
      link(presentation, theme, "theme", "rId2");
      link(
          presentation,
          part(deck, "/ppt/presProps.xml", TYPES + "presProps+xml", palette),
          "presProps",
          "rId3");
      link(
          presentation,
          part(deck, "/ppt/tableStyles.xml", TYPES + "tableStyles+xml", palette),
          "tableStyles",
          "rId4");
      for (int i = 1; i <= LAYOUTS; i++) {
        String name = "/ppt/slideLayouts/slideLayout" + i + ".xml";
        PackagePart layout = part(deck, name, TYPES + "slideLayout+xml", palette);
        link(master, layout, "slideLayout", "rId" + i);
        link(layout, master, "slideMaster", "rId1");
      }
      link(master, theme, "theme", "rId" + (LAYOUTS + 1));
    } catch (InvalidFormatException e) {
      throw new IllegalStateException("the slide template of this program is broken", e);
    }
    return new XMLSlideShow(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static PackagePart part(OPCPackage deck, String name, String type, Palette palette)
      throws IOException, InvalidFormatException {
    PackagePart part = deck.createPart(PackagingURIHelper.createPartName(name), type);
    String file = name.substring(name.lastIndexOf('/') + 1);
    try (InputStream in = PptxTemplate.class.getResourceAsStream(file);
        OutputStream out = part.getOutputStream()) {
      String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      out.write(colour(xml, palette).getBytes(StandardCharsets.UTF_8));
    }
    return part;
  }

  private static String colour(String xml, Palette palette) {
    String coloured =
        xml.replace("{ink}", palette.ink())
            .replace("{primary}", palette.primary())
            .replace("{soft}", palette.soft());
    for (int i = 0; i < 6; i++) {
      coloured = coloured.replace("{series" + i + "}", palette.series(i));
    }
    return coloured;
  }

  private static void link(PackagePart from, PackagePart to, String kind, String id) {
    from.addRelationship(to.getPartName(), TargetMode.INTERNAL, OFFICE + kind, id);
  }
}
