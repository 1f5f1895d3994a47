package io.blatam.export.office;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Packs an office file again without the times at which its parts were written, so that the same
 * document gives the same bytes and a content-addressed store keeps it once.
 */
public final class StablePackage {

  private static final FileTime FIXED = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private StablePackage() {}

  /** The same package with fixed times, embedded workbooks included. */
  public static byte[] of(byte[] file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setLastModifiedTime(FIXED);
        zip.putNextEntry(copy);
        zip.write(entry.getName().endsWith(".xlsx") ? of(bytes) : bytes);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
