package io.blatam.export.office;

import io.blatam.export.document.FrontMatter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;

/** Writes what a file manager or a document archive shows of an office file. */
public final class FileProperties {

  /** Stands for the moment of writing where a document has no date: files do not know the clock. */
  private static final LocalDate UNDATED = LocalDate.of(2026, 1, 1);

  private static final String APPLICATION = "Blatam";

  private FileProperties() {}

  public static void write(POIXMLProperties properties, FrontMatter matter) {
    var core = properties.getCoreProperties();
    core.setTitle(matter.title());
    core.setCreator(matter.author().isEmpty() ? APPLICATION : matter.author());
    core.setLastModifiedByUser(APPLICATION);
    if (!matter.subtitle().isEmpty()) {
      core.setSubjectProperty(matter.subtitle());
    }
    if (!matter.documentType().isEmpty()) {
      core.setCategory(matter.documentType());
    }
    if (!matter.generator().isEmpty()) {
      core.setDescription(matter.labels().generatedBy() + " " + matter.generator());
    }
    core.getUnderlyingProperties().setLanguageProperty(Optional.of(matter.language()));
    date(properties, matter.date().orElse(UNDATED));
    var extended = properties.getExtendedProperties();
    extended.setApplication(APPLICATION);
    if (!matter.company().isEmpty()) {
      extended.setCompany(matter.company());
    }
  }

  /** The same for a workbook inside a file, which has no properties of its own to tell. */
  static void undated(POIXMLProperties properties) {
    date(properties, UNDATED);
  }

  private static void date(POIXMLProperties properties, LocalDate date) {
    Instant noon = date.atTime(12, 0).toInstant(ZoneOffset.UTC);
    properties.getCoreProperties().setCreated(Optional.of(Date.from(noon)));
    properties.getCoreProperties().setModified(Optional.of(Date.from(noon)));
  }
}
