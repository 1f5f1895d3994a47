package io.blatam.gamma.presentation;

import java.util.regex.Pattern;

/** Makes what people write safe to put into Markdown: it stays the text that they wrote. */
final class MarkdownText {

  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~!&]");
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\uFEFF]");
  private static final Pattern LIST_MARK = Pattern.compile("^(\\d+|[-+])(?=[.) ])");

  private MarkdownText() {}

  /** One line without control characters; a fence can not be closed by it. */
  static String plain(String text) {
    return line(text).replace('`', '\'');
  }

  /** The text as inline Markdown that means nothing but itself. */
  static String inline(String text) {
    String quiet = MARKUP.matcher(line(text)).replaceAll("\\\\$0");
    return LIST_MARK.matcher(quiet).replaceFirst("$1\\\\").replaceFirst("^([-+])\\\\", "\\\\$1");
  }

  /** Without what neither YAML nor Office can hold: control, unpaired and unassigned characters. */
  private static String line(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }
}
