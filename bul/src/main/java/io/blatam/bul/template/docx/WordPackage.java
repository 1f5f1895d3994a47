package io.blatam.bul.template.docx;

import io.blatam.bul.template.sandbox.TemplateError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files inside a Word file, unpacked within limits. */
final class WordPackage {

  private static final int ENTRIES = 500;
  private static final int UNPACKED = 20 << 20;

  /** Where its text is. */
  static final String DOCUMENT = "word/document.xml";

  private WordPackage() {}

  /**
   * Unpacks a file.
   *
   * @throws TemplateError for what is no DOCX without macros, or too much of one
   */
  static Map<String, byte[]> unpack(byte[] file) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    int size = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readNBytes(UNPACKED - size + 1);
        size += bytes.length;
        if (size > UNPACKED || parts.size() >= ENTRIES) {
          throw new TemplateError(
              0, "the file unpacks to more than " + (UNPACKED >> 20) + " MiB; it is not opened");
        }
        if (entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
          throw new TemplateError(0, "the file contains macros; save it as .docx without them");
        }
        parts.put(entry.getName(), bytes);
      }
    } catch (IOException | IllegalArgumentException damaged) {
      throw new TemplateError(0, "the file is damaged and can not be read as DOCX");
    }
    if (!parts.containsKey(DOCUMENT)) {
      throw new TemplateError(0, "the file is no DOCX");
    }
    return parts;
  }

  static byte[] pack(Map<String, byte[]> parts) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      for (var part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        // The same template and data give the same bytes.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(part.getValue());
      }
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
    return file.toByteArray();
  }

  /** Whether a part holds text in which placeholders are looked for. */
  static boolean isText(String name) {
    return name.equals(DOCUMENT) || name.matches("word/(header|footer|footnotes)\\d*\\.xml");
  }
}
