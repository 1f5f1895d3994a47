package io.blatam.export.html;

import io.blatam.export.document.Labels;
import io.blatam.export.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The page's CSS. Both media share {@code document.css}; {@code screen.css} and {@code paged.css}
 * add what only one of them has. The paged layout engine knows no CSS variables, so colours and
 * sizes are written in here.
 */
final class Stylesheet {

  private static final String SHARED = read("document.css");
  private static final Map<Medium, String> OWN =
      Map.of(Medium.SCREEN, read("screen.css"), Medium.PAGED, read("paged.css"));

  private Stylesheet() {}

  static String of(Medium medium, Theme theme, Paper paper, Labels labels) {
    return medium
        .setFaces(SHARED + OWN.get(medium))
        .replace("{ink}", theme.ink())
        .replace("{accent}", theme.accent())
        .replace("{tint}", theme.tint())
        .replace("{text}", Theme.TEXT)
        .replace("{muted}", Theme.MUTED)
        .replace("{rule}", Theme.RULE)
        .replace("{page-word}", labels.page())
        .replace("{of-word}", labels.of())
        .replace("{page-width}", paper.widthMm() + "mm")
        .replace("{landscape-width}", (paper.heightMm() - 2 * Paper.SIDE_MARGIN_MM) + "mm")
        .replace("{page-height}", paper.heightMm() + "mm");
  }

  private static String read(String name) {
    try (InputStream in = Stylesheet.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?s)/\\*.*?\\*/\\s*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
