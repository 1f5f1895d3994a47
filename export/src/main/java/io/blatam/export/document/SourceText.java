package io.blatam.export.document;

import io.blatam.export.api.InvalidDocumentException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text as it was sent, cut into front matter and body. The body keeps its line numbers: the
 * front matter's lines are blank in it, so that an error is reported where its author sees it.
 */
final class SourceText {

  private static final Pattern CODE_FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");
  private static final Pattern SLIDE_BREAK = Pattern.compile(" {0,3}-{3,}\\s*");
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  private final List<String> lines;
  private final int closingFence;

  private SourceText(List<String> lines, int closingFence) {
    this.lines = lines;
    this.closingFence = closingFence;
  }

  static SourceText of(String markdown) {
    String text = markdown.startsWith("\uFEFF") ? markdown.substring(1) : markdown;
    List<String> lines =
        FORBIDDEN.matcher(withoutLoneSurrogates(text)).replaceAll("").lines().toList();
    return new SourceText(lines, closingFence(lines));
  }

  /** Index of the line that closes the front matter, or -1 when there is none. */
  private static int closingFence(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).stripTrailing().equals("---")) {
      return -1;
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      if (line.equals("---") || line.equals("...")) {
        return i;
      }
    }
    throw new InvalidDocumentException(
        1, "the front matter does not end; close it with a line that is ---");
  }

  FrontMatter frontMatter() {
    return closingFence < 0
        ? FrontMatterReader.defaults()
        : FrontMatterReader.read(String.join("\n", lines.subList(1, closingFence)), 2);
  }

  String body() {
    return "\n".repeat(closingFence + 1)
        + String.join("\n", lines.subList(closingFence + 1, lines.size()));
  }

  /**
   * The body of a deck. There {@code ---} always means a new slide; CommonMark would make a heading
   * of the paragraph above it, so outside code it becomes {@code ***}, which means nothing else.
   */
  String bodyWithPlainBreaks() {
    StringBuilder out = new StringBuilder("\n".repeat(closingFence + 1));
    String openFence = "";
    for (String line : lines.subList(closingFence + 1, lines.size())) {
      Matcher fence = CODE_FENCE.matcher(line);
      if (fence.matches()) {
        String marks = fence.group(1);
        if (openFence.isEmpty()) {
          openFence = marks;
        } else if (marks.startsWith(openFence) && fence.group(2).isBlank()) {
          openFence = "";
        }
      }
      boolean newSlide = openFence.isEmpty() && SLIDE_BREAK.matcher(line).matches();
      out.append(newSlide ? "***" : line).append('\n');
    }
    return out.toString();
  }

  /** XML has no character for half a surrogate pair, and neither has any font. */
  private static String withoutLoneSurrogates(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c > 0xFFFF || !Character.isSurrogate((char) c))
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
