package io.blatam.export.docx;

import io.blatam.export.office.Palette;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlException;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/** Installs {@code styles.xml} and {@code numbering.xml} in the colours and language at hand. */
final class DocxStyles {

  private static final String STYLES = resource("styles.xml");
  private static final String NUMBERING = resource("numbering.xml");

  private DocxStyles() {}

  static void install(XWPFDocument word, Palette palette, String language) {
    try {
      word.createStyles()
          .setStyles(StylesDocument.Factory.parse(fill(STYLES, palette, language)).getStyles());
      word.createNumbering()
          .setNumbering(
              NumberingDocument.Factory.parse(fill(NUMBERING, palette, language)).getNumbering());
    } catch (XmlException e) {
      throw new IllegalStateException("the style sheets of this program are not valid XML", e);
    }
  }

  /** The language with the region that Word's proofing tools know it by. */
  static String tag(String language) {
    return language.equals("en") ? "en-US" : "es-ES";
  }

  private static String fill(String template, Palette palette, String language) {
    return template
        .replace("{ink}", palette.ink())
        .replace("{muted}", palette.muted())
        .replace("{primary}", palette.primary())
        .replace("{accent}", palette.accent())
        .replace("{soft}", palette.soft())
        .replace("{lang}", tag(language));
  }

  private static String resource(String name) {
    String path = "/io/blatam/export/docx/" + name;
    try (InputStream in = DocxStyles.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
