package io.blatam.bul.template.sandbox;

import io.blatam.bul.document.MarkdownEscape;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** How a value is made literal in what surrounds it. */
public enum Escaping {
  MARKDOWN(MarkdownEscape::inline),
  WORD(Escaping::word);

  /** What XML 1.0 can not carry. */
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final UnaryOperator<String> escape;

  Escaping(UnaryOperator<String> escape) {
    this.escape = escape;
  }

  String escape(String value) {
    return escape.apply(value);
  }

  /** Inside a {@code w:t}; a line break becomes Word's. */
  private static String word(String value) {
    return NOT_XML
        .matcher(value)
        .replaceAll("")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("\\R", "</w:t><w:br/><w:t xml:space=\"preserve\">");
  }
}
