package io.blatam.export.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines at its spaces. */
final class TextLines {

  private TextLines() {}

  /** Lines no longer than {@code width}, except where one word is; at least one line. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String part : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      int length = 0;
      for (String word : part.strip().split(" +")) {
        int wordLength = TextTable.length(word);
        if (length > 0 && length + 1 + wordLength > width) {
          lines.add(line.toString());
          line.setLength(0);
          length = 0;
        }
        if (length > 0) {
          line.append(' ');
          length++;
        }
        line.append(word);
        length += wordLength;
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
