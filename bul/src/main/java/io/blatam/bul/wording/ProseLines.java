package io.blatam.bul.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The lines of a Markdown text that are prose: no fenced block, table, heading or rule. What is
 * done to them leaves the rest of the text as it is.
 */
final class ProseLines {

  private ProseLines() {}

  static String map(String markdown, UnaryOperator<String> change) {
    List<String> lines = new ArrayList<>();
    boolean fenced = false;
    for (String line : markdown.split("\n", -1)) {
      boolean fence = line.startsWith("```");
      lines.add(fenced || fence || !prose(line) ? line : change.apply(line));
      fenced ^= fence;
    }
    return String.join("\n", lines);
  }

  private static boolean prose(String line) {
    String text = line.strip();
    return !text.isEmpty() && !text.startsWith("|") && !text.startsWith("#");
  }
}
