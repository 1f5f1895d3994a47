package io.blatam.export.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;
import org.openxmlformats.schemas.drawingml.x2006.chart.ChartSpaceDocument;
import org.openxmlformats.schemas.drawingml.x2006.main.TblStyleLstDocument;
import org.openxmlformats.schemas.drawingml.x2006.main.ThemeDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.NotesDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.NotesMasterDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.PresentationDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.PresentationPrDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.SldDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.SldLayoutDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.SldMasterDocument;
import org.openxmlformats.schemas.presentationml.x2006.main.ViewPrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.DocumentDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FtrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.HdrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.SettingsDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/** What Office itself checks before it offers to repair a file. */
public final class OoxmlPackage {

  private interface Parser {
    XmlObject parse(InputStream in) throws XmlException, IOException;
  }

  private static final Map<String, Parser> SCHEMAS =
      Map.ofEntries(
          Map.entry("wordprocessingml.document.main", DocumentDocument.Factory::parse),
          Map.entry("wordprocessingml.styles", StylesDocument.Factory::parse),
          Map.entry("wordprocessingml.numbering", NumberingDocument.Factory::parse),
          Map.entry("wordprocessingml.settings", SettingsDocument.Factory::parse),
          Map.entry("wordprocessingml.header", HdrDocument.Factory::parse),
          Map.entry("wordprocessingml.footer", FtrDocument.Factory::parse),
          Map.entry("presentationml.presentation.main", PresentationDocument.Factory::parse),
          Map.entry("presentationml.slideMaster", SldMasterDocument.Factory::parse),
          Map.entry("presentationml.slideLayout", SldLayoutDocument.Factory::parse),
          Map.entry("presentationml.slide", SldDocument.Factory::parse),
          Map.entry("presentationml.notesMaster", NotesMasterDocument.Factory::parse),
          Map.entry("presentationml.notesSlide", NotesDocument.Factory::parse),
          Map.entry("presentationml.presProps", PresentationPrDocument.Factory::parse),
          Map.entry("presentationml.viewProps", ViewPrDocument.Factory::parse),
          Map.entry("presentationml.tableStyles", TblStyleLstDocument.Factory::parse),
          Map.entry("theme", ThemeDocument.Factory::parse),
          Map.entry("drawingml.chart", ChartSpaceDocument.Factory::parse));

  private final List<PackagePart> opened;

  private OoxmlPackage(List<PackagePart> opened) {
    this.opened = opened;
  }

  /** Opens a file in memory; its parts are read lazily, so it stays open. */
  public static OoxmlPackage of(byte[] file) {
    try {
      return new OoxmlPackage(OPCPackage.open(new ByteArrayInputStream(file)).getParts());
    } catch (IOException | InvalidFormatException e) {
      throw new AssertionError("not an Office package", e);
    }
  }

  /** Every XML part that has a schema of Office is valid against it, and none lacks a schema. */
  public void isValid() {
    List<String> errors = new ArrayList<>();
    for (PackagePart part : parts(part -> part.getContentType().endsWith("+xml"))) {
      String type = part.getContentType();
      String kind = type.substring(type.indexOf("officedocument.") + 15, type.lastIndexOf('+'));
      if (kind.endsWith("extended-properties") || type.contains("relationships+xml")) {
        continue;
      }
      if (type.contains("package.core-properties")) {
        continue;
      }
      Parser parser = SCHEMAS.get(kind);
      assertThat(parser).as("schema of %s (%s)", part.getPartName(), type).isNotNull();
      try (InputStream in = part.getInputStream()) {
        List<XmlError> found = new ArrayList<>();
        parser.parse(in).validate(new XmlOptions().setErrorListener(found));
        found.forEach(error -> errors.add(part.getPartName() + ": " + error.getMessage()));
      } catch (XmlException | IOException e) {
        errors.add(part.getPartName() + ": " + e.getMessage());
      }
    }
    assertThat(errors).isEmpty();
  }

  /** Every relationship that stays inside the package leads to a part that is there. */
  public void isComplete() {
    List<String> missing = new ArrayList<>();
    for (PackagePart part : parts(part -> !part.isRelationshipPart())) {
      try {
        for (PackageRelationship relationship : part.getRelationships()) {
          if (relationship.getTargetMode() == TargetMode.INTERNAL) {
            var name = PackagingURIHelper.createPartName(relationship.getTargetURI());
            if (!part.getPackage().containPart(name)) {
              missing.add(part.getPartName() + " -> " + name);
            }
          }
        }
      } catch (InvalidFormatException e) {
        missing.add(part.getPartName() + ": " + e.getMessage());
      }
    }
    assertThat(missing).isEmpty();
  }

  /** The part's text. */
  public String part(String name) {
    return parts(part -> part.getPartName().getName().equals(name)).stream()
        .findFirst()
        .map(OoxmlPackage::text)
        .orElseThrow(() -> new AssertionError("no part " + name));
  }

  public List<String> partNames() {
    return parts(part -> true).stream().map(part -> part.getPartName().getName()).toList();
  }

  private List<PackagePart> parts(Predicate<PackagePart> wanted) {
    return opened.stream().filter(wanted).toList();
  }

  private static String text(PackagePart part) {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
