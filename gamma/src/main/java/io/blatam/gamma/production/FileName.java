package io.blatam.gamma.production;

import java.text.Normalizer;
import java.util.Locale;

/** Names of files that every system accepts. */
final class FileName {

  private static final int LONGEST = 80;

  private FileName() {}

  /** Lower-case ASCII words of the title, joined by hyphens. */
  static String of(String title, String extension) {
    String slug =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = slug.length() > LONGEST ? slug.substring(0, LONGEST) : slug;
    String name = cut.replaceAll("^-+|-+$", "");
    return (name.isEmpty() ? "presentation" : name) + "." + extension;
  }
}
