package io.blatam.bul.document;

import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.brief.Sector;
import io.blatam.bul.locale.Language;
import io.blatam.bul.type.TypeDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** Content hash over every template and data file, so that changing one invalidates cached text. */
final class TemplateVersion {
  private static final List<String> DATA =
      List.of("/bul/currencies.yaml", "/bul/countries.yaml", "/bul/cities.yaml", "/bul/legal.yaml");
  private static final Pattern INCLUDE = Pattern.compile("\\{%\\s*include\\s+\"([^\"]+)\"");

  private TemplateVersion() {}

  /** Twelve hexadecimal digits of SHA-256. */
  static String compute() {
    List<String> data = new ArrayList<>(DATA);
    Sector.all().forEach(sector -> data.add("/bul/sectors/" + sector.id() + ".yaml"));
    Map<String, String> templates = new TreeMap<>();
    DocumentTypes.all().stream().map(DocumentType::definition).forEach(t -> add(t, templates));
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (String path : data) {
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      digest.update(bytes(path));
    }
    templates.forEach(
        (path, text) -> {
          digest.update(path.getBytes(StandardCharsets.UTF_8));
          digest.update(text.getBytes(StandardCharsets.UTF_8));
        });
    return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
  }

  private static void add(TypeDefinition type, Map<String, String> templates) {
    for (String file : List.of("type.yaml", "outline.yaml")) {
      add(type.id() + "/" + file, templates);
    }
    for (Language language : Language.values()) {
      Outlines.ids(type).forEach(id -> add(SectionPaths.of(type, language, id), templates));
    }
  }

  /** A template and what it includes. */
  private static void add(String path, Map<String, String> templates) {
    if (templates.containsKey(path)) {
      return;
    }
    String text =
        MarkdownTemplateLoader.find(path)
            .orElseThrow(() -> new IllegalStateException("there is no template " + path));
    templates.put(path, text);
    INCLUDE.matcher(text).results().forEach(found -> add(found.group(1), templates));
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
}
