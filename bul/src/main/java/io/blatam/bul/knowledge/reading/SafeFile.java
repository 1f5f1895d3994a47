package io.blatam.bul.knowledge.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells by its content what a file is, and refuses what is not to be parsed at all: other formats,
 * macros, passwords, and packages that unpack to more than they should. Runs in the reading
 * process.
 */
final class SafeFile {

  private static final int HEAD = 1024;
  private static final int ENTRIES = 5_000;

  /** Text packs about tenfold; a bomb a thousandfold. */
  private static final int RATIO = 200;

  /** Small parts, such as an empty theme, may pack to almost nothing. */
  private static final long RATIO_FROM = 1 << 20;

  private static final String CONTENT_TYPES = "[Content_Types].xml";

  private final Path file;
  private final String name;
  private final ReadingLimits limits;

  SafeFile(Path file, String name, ReadingLimits limits) {
    this.file = file;
    this.name = name.toLowerCase(Locale.ROOT);
    this.limits = limits;
  }

  /**
   * @throws Unreadable for what is not read here
   */
  Kind kind() throws IOException {
    byte[] head = head();
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.contains("%PDF-")) {
      return Kind.PDF;
    }
    if (start.startsWith("PK\u0003\u0004")) {
      return office();
    }
    if (start.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
      throw oldOffice();
    }
    return text(start, head);
  }

  static Unreadable tooManyPages(int limit) {
    return new Unreadable(
        "The file has more than " + limit + " pages; split it and upload the parts that matter.");
  }

  private byte[] head() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  private Kind text(String start, byte[] head) {
    if (name.endsWith(".pdf") || name.endsWith(".docx") || name.endsWith(".xlsx")) {
      throw Unreadable.corrupt(name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
    }
    if (start.startsWith("{\\rtf")) {
      throw unread("application/rtf");
    }
    String type = detected(head);
    if (!type.startsWith("text/") && !type.equals("application/xhtml+xml") && binary(start)) {
      throw unread(type);
    }
    if (name.endsWith(".md") || name.endsWith(".markdown")) {
      return Kind.MARKDOWN;
    }
    boolean page =
        start.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)(<!doctype html|<html).*");
    return page || name.endsWith(".html") || name.endsWith(".htm") ? Kind.HTML : Kind.PLAIN;
  }

  private static boolean binary(String start) {
    return start.chars().anyMatch(c -> c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f');
  }

  private String detected(byte[] head) {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, "");
    try {
      return MimeTypes.getDefaultMimeTypes()
          .detect(new ByteArrayInputStream(head), metadata)
          .toString();
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private Kind office() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      requireBounded(zip);
      ZipEntry types = zip.getEntry(CONTENT_TYPES);
      if (types == null) {
        throw unread("application/zip");
      }
      String declared;
      try (InputStream in = zip.getInputStream(types)) {
        declared = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
      }
      if (declared.contains("macroEnabled") || zip.stream().anyMatch(SafeFile::macro)) {
        throw new Unreadable(
            "The file contains macros; save it without them (as .docx or .xlsx) and upload that.");
      }
      if (declared.contains("wordprocessingml.document.main+xml")) {
        return Kind.DOCX;
      }
      if (declared.contains("spreadsheetml.sheet.main+xml")) {
        return Kind.XLSX;
      }
      throw unread("an Office file of another kind");
    } catch (ZipException damaged) {
      throw Unreadable.corrupt("DOCX or XLSX");
    }
  }

  private static boolean macro(ZipEntry entry) {
    return entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin");
  }

  /** Inflates everything once and counts: what an entry says of its own size may be a lie. */
  private void requireBounded(ZipFile zip) throws IOException {
    if (zip.size() > ENTRIES) {
      throw bomb();
    }
    long all = 0;
    byte[] buffer = new byte[1 << 16];
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      long one = 0;
      try (InputStream in = zip.getInputStream(entry)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          one += read;
          all += read;
          boolean ballooning =
              one > RATIO_FROM && one > RATIO * Math.max(1, entry.getCompressedSize());
          if (ballooning || all > limits.inflatedBytes()) {
            throw bomb();
          }
        }
      }
    }
  }

  private Unreadable bomb() {
    return new Unreadable(
        "The file unpacks to far more than a document holds (limit "
            + (limits.inflatedBytes() >> 20)
            + " MiB); it is not opened.");
  }

  private Unreadable oldOffice() {
    try (POIFSFileSystem parts = new POIFSFileSystem(file.toFile(), true)) {
      if (parts.getRoot().hasEntry("EncryptedPackage")) {
        return locked();
      }
    } catch (IOException | RuntimeException damaged) {
      return Unreadable.corrupt("an Office file");
    }
    return new Unreadable(
        "The file is in the old Office format; save it as .docx or .xlsx and upload that.");
  }

  static Unreadable locked() {
    return new Unreadable(
        "The file is protected by a password; remove the protection and upload it again.");
  }

  private static Unreadable unread(String type) {
    return new Unreadable(
        "The file is not a document that is read here ("
            + type
            + "); upload PDF, DOCX, XLSX, TXT, MD or HTML.");
  }
}
