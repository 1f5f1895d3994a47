package io.blatam.export.http;

import io.blatam.export.api.ExportFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A file's name as {@code Content-Disposition} carries it (RFC 6266): a plain one for old clients
 * and the real one, with its accents, for all others. Nothing in it can leave a folder or a header.
 */
final class FileName {

  private FileName() {}

  static String disposition(String wanted, ExportFormat format) {
    String extension = "." + format.extension();
    String base = withoutExtension(wanted.strip(), extension);
    String real = clean(base.replaceAll("[^\\p{L}\\p{M}\\p{N} ._()-]", " ")) + extension;
    String plain =
        clean(
                Normalizer.normalize(base, Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .replaceAll("[^A-Za-z0-9._-]+", "-"))
            + extension;
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percentEncoded(real);
  }

  private static String withoutExtension(String name, String extension) {
    return name.toLowerCase(Locale.ROOT).endsWith(extension)
        ? name.substring(0, name.length() - extension.length())
        : name;
  }

  /** Without dots or dashes at either end, which would hide a file or name a folder. */
  private static String clean(String name) {
    String cleaned =
        name.replaceAll(" +", " ").replaceAll("\\.{2,}", ".").replaceAll("^[ .-]+|[ .-]+$", "");
    return cleaned.isEmpty() ? "document" : cleaned;
  }

  private static String percentEncoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
