package io.blatam.bul.document;

import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Content hash over every template and data file, so that changing one invalidates cached text. */
final class TemplateVersion {
  private static final List<String> DATA =
      List.of("/bul/currencies.yaml", "/bul/countries.yaml", "/bul/cities.yaml");

  private TemplateVersion() {}

  /** Twelve hexadecimal digits of SHA-256. */
  static String compute() {
    List<String> paths = new ArrayList<>(DATA);
    io.blatam.bul.brief.Sector.all()
        .forEach(sector -> paths.add("/bul/sectors/" + sector.id() + ".yaml"));
    for (DocumentType type : DocumentType.values()) {
      paths.add("/templates/" + type.id() + "/outline.yaml");
      for (Language language : Language.values()) {
        for (String section : Outlines.ids(type)) {
          paths.add("/templates/" + type.id() + "/" + language.code() + "/" + section + ".md");
        }
      }
    }
    MessageDigest digest = sha256();
    for (String path : paths) {
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      digest.update(bytes(path));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
  }

  private static byte[] bytes(String path) {
    try (InputStream in = TemplateVersion.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("resource " + path + " is not in the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
