package io.blatam.gamma.presentation;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.StringLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Fills texts with the words of a request: once for Markdown, where what the caller wrote is
 * escaped, and once for notes and titles of the front matter, which are plain text.
 */
final class Wording {

  private static final PebbleEngine PEBBLE =
      new PebbleEngine.Builder()
          .loader(new StringLoader())
          .newLineTrimming(false)
          .strictVariables(true)
          .autoEscaping(false)
          .defaultLocale(Locale.ROOT)
          .build();

  private final Map<String, Object> plain = new HashMap<>();
  private final Map<String, Object> escaped = new HashMap<>();

  /** A text of the caller's. */
  Wording text(String name, String value) {
    plain.put(name, MarkdownText.plain(value));
    escaped.put(name, MarkdownText.inline(value));
    return this;
  }

  /** A figure of the deck's own. */
  Wording number(String name, int value) {
    plain.put(name, value);
    escaped.put(name, value);
    return this;
  }

  /** The same words and more; this one stays as it is. */
  Wording copy() {
    Wording copy = new Wording();
    copy.plain.putAll(plain);
    copy.escaped.putAll(escaped);
    return copy;
  }

  /** The text as Markdown. */
  String markdown(String template) {
    return fill(template, escaped);
  }

  /** The text for places that know no markup. */
  String plain(String template) {
    return fill(template, plain);
  }

  private static String fill(String template, Map<String, Object> words) {
    StringWriter out = new StringWriter();
    try {
      PEBBLE.getTemplate(template).evaluate(out, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
