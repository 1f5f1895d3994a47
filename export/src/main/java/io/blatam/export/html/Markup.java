package io.blatam.export.html;

/**
 * Builds HTML that is XML at the same time. Texts and attribute values are escaped here and nowhere
 * else; {@link #trusted} is for what this program drew itself.
 */
final class Markup {

  private final StringBuilder out = new StringBuilder(32_768);

  /** Opens an element; {@code attributes} are names and values in turn. */
  Markup open(String element, String... attributes) {
    startTag(element, attributes);
    out.append('>');
    return this;
  }

  Markup empty(String element, String... attributes) {
    startTag(element, attributes);
    out.append("/>");
    return this;
  }

  Markup close(String element) {
    out.append("</").append(element).append('>');
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** An element that holds nothing but text. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  /** The same, left out when there is no text. */
  Markup elementIfAny(String element, String text, String... attributes) {
    return text.isEmpty() ? this : element(element, text, attributes);
  }

  /** Markup that holds nothing an author wrote, or that is escaped already. */
  Markup trusted(String markup) {
    out.append(markup);
    return this;
  }

  Markup newline() {
    out.append('\n');
    return this;
  }

  private void startTag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
