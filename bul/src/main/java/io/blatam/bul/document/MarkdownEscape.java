package io.blatam.bul.document;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes a person's words literal in Markdown: they stay text, on one line, inside their cell. */
public final class MarkdownEscape {
  private static final String SPECIAL = "\\`*_[]<>|~{}&";

  private MarkdownEscape() {}

  /** For use inside a line or a table cell. */
  public static String inline(String text) {
    String line = text.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
    StringBuilder out = new StringBuilder(line.length() + 8);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (SPECIAL.indexOf(c) >= 0 || (i == 0 && opensBlock(line))) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString().replaceFirst("^(\\d{1,9})([.)])(?=\\s)", "$1\\\\$2");
  }

  /** For a text of several paragraphs on lines of its own. */
  static String paragraphs(String text) {
    return Arrays.stream(text.strip().split("\\R\\s*\\R"))
        .map(MarkdownEscape::inline)
        .collect(Collectors.joining("\n\n"));
  }

  private static boolean opensBlock(String line) {
    return line.startsWith("#") || line.matches("^[-+=](\\s.*|[-=+]*)$");
  }
}
